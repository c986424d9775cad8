import { createBrowserRouter, redirect } from "react-router";
import { boot } from "@/kernel/boot";
import { laterTexts } from "@/kernel/i18n";
import { RouteCrash } from "./Crash";

function needLogin({ request }: { request: Request }) {
  const start = boot();
  if (start.user) return start.must_secure ? redirect("/secure") : null;
  if (start.needs_setup) return redirect("/setup");
  const url = new URL(request.url);
  const next = url.pathname + url.search;
  return redirect(next === "/" ? "/login" : `/login?next=${encodeURIComponent(next)}`);
}

/** A screen whose words are not among the first ones. */
async function worded<P>(page: Promise<P>): Promise<P> {
  const [found] = await Promise.all([page, laterTexts()]);
  return found;
}

const work = () => import("./work");

// Every screen is its own chunk; a new screen is one line here.
export const router = createBrowserRouter([
  {
    errorElement: <RouteCrash />,
    HydrateFallback: () => null,
    children: [
      { path: "/login", lazy: () => import("@/areas/door/LoginPage") },
      { path: "/setup", lazy: () => import("@/areas/door/SetupPage") },
      { path: "/join", lazy: () => import("@/areas/door/JoinPage") },
      { path: "/secure", lazy: () => worded(import("@/areas/security/SecurePage")) },
      {
        path: "/",
        loader: needLogin,
        shouldRevalidate: () => false,
        lazy: async () => ({ Component: (await work()).Shell }),
        children: [
          {
            errorElement: <RouteCrash />,
            children: [
              { index: true, loader: () => redirect("/today") },
              { path: "today", lazy: () => import("@/areas/today/TodayPage") },
              { path: "profile", lazy: () => worded(import("@/areas/profile/ProfilePage")) },
              { path: "me/security", lazy: () => worded(import("@/areas/security/SecurityPage")) },
              { path: "settings", lazy: async () => ({ Component: (await work()).SettingsHome }) },
              { path: "settings/people", lazy: () => worded(import("@/areas/people/PeoplePage")) },
              {
                path: "settings/people/:id/sight",
                lazy: () => worded(import("@/areas/rights/SightPage")),
              },
              {
                path: "settings/people/:id/handover",
                lazy: () => worded(import("@/areas/handover/HandoverPage")),
              },
              {
                path: "settings/people/:person/handover/:id",
                lazy: () => worded(import("@/areas/handover/RunPage")),
              },
              { path: "settings/structure", lazy: () => worded(import("@/areas/rights/StructurePage")) },
              { path: "settings/sharing", lazy: () => worded(import("@/areas/rights/SharingPage")) },
              { path: "settings/roles", lazy: () => worded(import("@/areas/rights/RolesPage")) },
              { path: "settings/roles/:key", lazy: () => worded(import("@/areas/rights/RolePage")) },
              { path: "imports", lazy: () => worded(import("@/areas/imports/ImportsPage")) },
              { path: "imports/:id", lazy: () => worded(import("@/areas/imports/ImportPage")) },
              { path: "search", lazy: () => worded(import("@/areas/search/SearchPage")) },
              { path: "settings/tags", lazy: () => worded(import("@/areas/tags/TagsPage")) },
              { path: "exports", lazy: () => worded(import("@/areas/leaving/ExportsPage")) },
              { path: "settings/leaving", lazy: () => worded(import("@/areas/leaving/LeavingPage")) },
              { path: "settings/audit", lazy: () => worded(import("@/areas/audit/AuditPage")) },
              {
                path: "m/:module/print/addresses",
                lazy: () => worded(import("@/records/print/AddressPage")),
              },
              { path: "m/:module/:id", lazy: () => import("@/records/page/RecordPage") },
              { path: "m/:module", lazy: async () => ({ Component: (await work()).ListPage }) },
              { path: "*", lazy: () => import("./NotFound") },
            ],
          },
        ],
      },
    ],
  },
]);
