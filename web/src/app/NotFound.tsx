import { Refused } from "@/ui";

export function Component() {
  return <Refused />;
}
