import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "react-router/dom";
import { cache } from "@/api/cache";
import { UiProvider } from "@/ui/Provider";
import { Crash } from "./Crash";
import { router } from "./routes";

/** The whole application: kit, cache, routes, and a face for what nobody expected. */
export function App() {
  return (
    <UiProvider>
      <Crash>
        <QueryClientProvider client={cache}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </Crash>
    </UiProvider>
  );
}
