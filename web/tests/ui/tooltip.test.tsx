import { act, createRef, StrictMode } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Tooltip } from "../../src/ui/Tooltip";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

describe("a tooltip", () => {
  let root: Root;
  beforeEach(() => {
    root = createRoot(document.body.appendChild(document.createElement("div")));
  });
  afterEach(() => act(() => root.unmount()));

  it("leaves its child the ref that the child has", () => {
    const own = createRef<HTMLButtonElement>();
    const draw = () =>
      act(() =>
        root.render(
          <StrictMode>
            <Tooltip label="说明">
              <button type="button" ref={own}>
                钮
              </button>
            </Tooltip>
          </StrictMode>,
        ),
      );
    draw();
    expect(own.current?.textContent).toBe("钮");
    draw();
    expect(own.current).toBe(document.querySelector("button"));
    act(() => root.render(null));
    expect(own.current).toBeNull();
  });
});
