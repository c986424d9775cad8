import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { boot } from "@/kernel/boot";
import { dayOf, formatTime } from "@/kernel/clock";
import { useMe } from "@/schema";
import styles from "./Marks.module.css";

const MINUTE = 60_000;
// Faint on paper and on ink alike.
const INK = "rgb(128 128 128 / 15%)";
const TILT = -0.3;
const GAP = 90;
const ROW = 130;

/** Who looks at it, and when, as it may stand on a photo or on paper. */
function useMark(ticking: boolean): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const again = () => setNow(new Date().toISOString());
    // The paper is drawn as soon as this returns.
    const printing = () => flushSync(again);
    addEventListener("beforeprint", printing);
    const timer = ticking ? setInterval(again, MINUTE) : undefined;
    return () => {
      removeEventListener("beforeprint", printing);
      clearInterval(timer);
    };
  }, [ticking]);
  const me = useMe();
  const { name = "", username = "" } = me ?? boot().user ?? {};
  return `${name} (${username}) ${dayOf(now)} ${formatTime(now)}`;
}

/** Whose it is, on the screen where the house wants it, and on paper. */
export function Marks() {
  return (
    <>
      <ScreenMark />
      <PaperMark />
    </>
  );
}

/** Name and time faintly over every page; nothing for the mouse, the reader or the printer. */
function ScreenMark() {
  const wanted = Boolean(useMe()?.screen_mark);
  return wanted ? <Faint /> : null;
}

/** Drawn, not written: nothing to select, to read aloud or to take for words of the page. */
function Faint() {
  const mark = useMark(true);
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const redraw = () => canvas.current && draw(canvas.current, mark);
    redraw();
    addEventListener("resize", redraw);
    return () => removeEventListener("resize", redraw);
  }, [mark]);
  return <canvas ref={canvas} className={styles.screen} data-mark={mark} />;
}

function draw(canvas: HTMLCanvasElement, mark: string): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const { innerWidth: width, innerHeight: height, devicePixelRatio: scale } = window;
  canvas.width = width * scale;
  canvas.height = height * scale;
  pen.scale(scale, scale);
  pen.font = `14px ${getComputedStyle(canvas).fontFamily}`;
  pen.fillStyle = INK;
  pen.textBaseline = "middle";
  const across = pen.measureText(mark).width + GAP;
  for (let row = 0, y = 40; y < height + ROW; row += 1, y += ROW) {
    for (let x = (row % 2) * (across / 2) - across / 2; x < width; x += across) {
      pen.save();
      pen.translate(x, y);
      pen.rotate(TILT);
      pen.fillText(mark, 0, 0);
      pen.restore();
    }
  }
}

/** Name and time at the foot of every printed page. */
function PaperMark() {
  const mark = useMark(false);
  return (
    <p className={styles.paper} aria-hidden="true">
      {mark}
    </p>
  );
}
