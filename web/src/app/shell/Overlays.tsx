import { Suspense, useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { proofWanted, sessionLost } from "@/api/client";
import { noteRecent } from "@/areas/palette/recents";
import { usePalette } from "@/areas/palette/state";
import { useHotkeys } from "@/kernel/hotkeys";
import { laterTexts } from "@/kernel/i18n";
import { late } from "@/kernel/late";
import { openCreate, useCreate } from "@/records/create/state";
import { useRecord } from "@/records/data/queries";
import { useExportWish } from "@/records/export/state";
import { useReasonQuestion } from "@/records/exporting/reason";
import { can, titleOf, useModule, useSchema } from "@/schema";
import { preloadDialogs, preloadFloats } from "@/ui";
import { goLetters } from "./nav";
import { useShell } from "./state";
import { useCurrentModule } from "./useCurrentModule";
import { useLiveEvents } from "./useLiveEvents";

const Palette = late(async () => (await import("@/areas/palette/Palette")).default);
const QuickCreate = late(async () => (await import("@/records/create/QuickCreate")).default);
const ExportDialog = late(async () => {
  const [found] = await Promise.all([import("@/records/export/ExportDialog"), laterTexts()]);
  return found.default;
});
const ReasonDialog = late(async () => {
  const [found] = await Promise.all([import("@/records/exporting/ReasonDialog"), laterTexts()]);
  return found.default;
});
const Help = late(async () => (await import("./Help")).default);
const Marks = late(async () => (await import("./Marks")).Marks);
const LoginAgain = late(async () => (await import("@/areas/door/LoginAgain")).default);

const ProveAgain = late(async () => {
  const [found] = await Promise.all([import("@/areas/door/ProveAgain"), laterTexts()]);
  return found.default;
});

const PRELOAD = 1500;

/** What may lie over any screen. Fetched when first wanted. */
export function Overlays() {
  const palette = usePalette();
  const create = useCreate();
  const exporting = useExportWish((state) => state.wish !== null);
  const asking = useReasonQuestion((state) => state.question !== null);
  const { help, setHelp } = useShell();
  const lost = useSessionLost();
  const proof = useProofWanted();
  useRecents();
  useLiveEvents();
  usePreload();
  return (
    <Suspense fallback={null}>
      <LateMarks />
      {palette.shown && <Palette />}
      {create.module && <QuickCreate key={create.turn} />}
      {exporting && <ExportDialog />}
      {asking && <ReasonDialog />}
      {help && <Help onClose={() => setHelp(false)} />}
      {lost.lost && <LoginAgain onDone={lost.done} />}
      {proof.wanted && <ProveAgain onDone={proof.done} />}
    </Suspense>
  );
}

/** Nobody takes a photo of a page that has not come yet. */
function LateMarks() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWanted(true), PRELOAD);
    return () => clearTimeout(timer);
  }, []);
  return (
    wanted && (
      <Suspense fallback={null}>
        <Marks />
      </Suspense>
    )
  );
}

function useSessionLost() {
  const [lost, setLost] = useState(false);
  useEffect(() => sessionLost.on(() => setLost(true)), []);
  return { lost, done: () => setLost(false) };
}

function useProofWanted() {
  const [waiting, setWaiting] = useState<((proven: boolean) => void)[]>([]);
  useEffect(() => proofWanted.on((answer) => setWaiting((before) => [...before, answer])), []);
  const done = (proven: boolean) => {
    for (const answer of waiting) answer(proven);
    setWaiting([]);
  };
  return { wanted: waiting.length > 0, done };
}

/** Chunks of the overlays come while nobody waits, so that the first Ctrl+K opens at once. */
function usePreload() {
  useEffect(() => {
    const timer = setTimeout(() => {
      void preloadFloats();
      void preloadDialogs();
      void Palette.preload();
      void QuickCreate.preload();
    }, PRELOAD);
    return () => clearTimeout(timer);
  }, []);
}

/** Remembers which records were opened; the record page has asked for them already, so nothing is asked twice. */
function useRecents() {
  const { pathname } = useLocation();
  const [, key = "", id = ""] = pathname.match(/^\/m\/([^/]+)\/([^/]+)$/) ?? [];
  const module = useModule(key);
  const record = useRecord(key, module && id).data;
  const title = record ? titleOf(module, record) : "";
  useEffect(() => {
    if (title && module) noteRecent({ to: `/m/${module.key}/${id}`, label: title, hint: module.label });
  }, [title, module, id]);
}

/** The keys that act everywhere; they listen from the first frame on. */
export function useGlobalKeys(): void {
  const schema = useSchema();
  const navigate = useNavigate();
  const current = useCurrentModule();
  const openPalette = usePalette((state) => state.open);
  const setHelp = useShell((state) => state.setHelp);
  const target =
    current && can(current, "create") ? current : schema.modules.find((module) => can(module, "create"));
  const go = Object.fromEntries(
    goLetters(schema).map(({ letter, item }) => [`g ${letter}`, () => navigate(item.to)]),
  );
  useHotkeys({
    "mod+k": () => openPalette(),
    "/": () => openPalette(),
    "?": () => setHelp(true),
    c: () => target && openCreate(target.key),
    "g t": () => navigate("/today"),
    ...go,
  });
}
