import { afterEach, expect, it } from "vitest";
import { openDialog, toFirstWrong } from "../../src/ui/firstWrong";

afterEach(() => {
  document.body.innerHTML = "";
});

it("puts the cursor in the first refused field, and only of the form that was sent", () => {
  document.body.innerHTML = `
    <form><div data-invalid="true"><input id="other"></div></form>
    <div role="dialog">
      <div><input id="right"></div>
      <div data-invalid="true"><button type="button">+</button><textarea id="first"></textarea></div>
      <div data-invalid="true"><input id="second"></div>
    </div>`;
  toFirstWrong(openDialog());
  expect(document.activeElement?.id).toBe("first");
  toFirstWrong(document.querySelector("form"));
  expect(document.activeElement?.id).toBe("other");
});

it("leaves the cursor where it is when nothing was refused", () => {
  document.body.innerHTML = `<form><input id="here"></form>`;
  document.getElementById("here")?.focus();
  toFirstWrong(document.querySelector("form"));
  expect(document.activeElement?.id).toBe("here");
  toFirstWrong(openDialog());
  expect(document.activeElement?.id).toBe("here");
});
