import { afterEach, describe, expect, it, vi } from "vitest";
import { forgetAhead } from "@/api/ahead";
import { askAhead } from "@/api/client";
import { records } from "@/api/records";
import type { SchemaPayload } from "@/api/types";
import { questionsOf } from "@/app/questions";
import { blockOf } from "@/records/list/request";

const field = (key: string) => ({ key, type: "text", label: key });
const schema = {
  groups: [],
  modules: [
    {
      key: "ships",
      order: 1,
      verbs: ["view"],
      title_field: "name",
      stage_field: null,
      list_columns: ["name", "port"],
      default_sort: ["-updated_at"],
      features: ["timeline"],
      fields: ["name", "port", "flag"].map(field),
    },
  ],
} as unknown as SchemaPayload;

const at = (path: string, prefs = {}) => questionsOf(new URL(path, "https://crm.test"), schema, prefs);

afterEach(() => {
  forgetAhead();
  vi.unstubAllGlobals();
});

describe("questions asked ahead of the program", () => {
  it("are those of the list, with the columns that the person chose", () => {
    const prefs = {
      "columns:ships": { all: [{ key: "name" }, { key: "flag" }, { key: "port", hidden: true }] },
    };
    const [question] = at("/m/ships?q=%20a&s=name", prefs);
    expect(question?.path).toBe("/records/ships/query");
    expect(question?.body).toMatchObject({
      search: "a",
      sort: ["name"],
      columns: ["flag", "name", "port"],
      count: "capped",
    });
  });

  it("are those of a record, of today, and none where nothing is known", () => {
    expect(at("/m/ships/7").map((one) => one.path)).toEqual([
      "/records/ships/7",
      "/records/ships/7/timeline?limit=30",
    ]);
    expect(at("/").map((one) => one.path)).toEqual(["/today", "/onboarding"]);
    expect(at("/m/planes")).toEqual([]);
    expect(at("/m/ships?view=3")).toEqual([]);
  });

  it("are answered once: the call that asks the same takes the answer, the next one asks anew", async () => {
    vi.stubGlobal("document", Object.assign(document, { cookie: "guanxi_csrf=x" }));
    const fetched = vi.fn(async () => new Response('{"records":[],"next_cursor":null}'));
    vi.stubGlobal("fetch", fetched);
    const request = { columns: ["name"], sort: ["name"] };
    askAhead({ method: "POST", path: "/records/ships/query", body: blockOf(request, undefined) });
    await records.query("ships", blockOf({ sort: ["name"], columns: ["name"] }, "next"));
    await records.query("ships", blockOf(request, undefined));
    expect(fetched).toHaveBeenCalledTimes(2);
    await records.query("ships", blockOf(request, undefined));
    expect(fetched).toHaveBeenCalledTimes(3);
  });

  it("are at hand for the first drawing when they are here, once, and only to the same question", async () => {
    vi.stubGlobal("document", Object.assign(document, { cookie: "guanxi_csrf=x" }));
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response(JSON.stringify({ records: [], next_cursor: null }))),
    );
    const request = blockOf({ columns: ["name"] }, undefined);
    askAhead({ method: "POST", path: "/records/ships/query", body: request });
    expect(records.queried("ships", request)).toBeUndefined();
    await vi.waitFor(() => expect(records.queried("ships", request)).toMatchObject({ records: [] }));
    expect(records.queried("ships", request)).toBeUndefined();
  });

  it("are not at hand when the server refused", async () => {
    vi.stubGlobal("document", Object.assign(document, { cookie: "guanxi_csrf=x" }));
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => new Response("{}", { status: 403 })),
    );
    const request = blockOf({ columns: ["name"] }, undefined);
    askAhead({ method: "POST", path: "/records/ships/query", body: request });
    await new Promise((done) => setTimeout(done, 10));
    expect(records.queried("ships", request)).toBeUndefined();
  });
});
