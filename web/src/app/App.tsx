import { RouterProvider } from "react-router/dom";
import { UiProvider } from "@/ui/Provider";
import { Crash } from "./Crash";
import { router } from "./routes";

/** The whole application: kit, routes, and a face for what nobody expected. */
export function App() {
  return (
    <UiProvider>
      <Crash>
        <RouterProvider router={router} />
      </Crash>
    </UiProvider>
  );
}
