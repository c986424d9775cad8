import { formatInstant } from "./clock";
import { formatPhone } from "./phone";

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;
const PHONE = /\+\d{8,15}(;ext=\d+)?/g;

/** Facts of a search hit as people read them: moments in the reader's own time, numbers in groups. */
export function readableFacts(facts: string): string {
  return facts.replace(INSTANT, (at) => formatInstant(at)).replace(PHONE, (number) => formatPhone(number));
}
