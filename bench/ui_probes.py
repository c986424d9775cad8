"""What runs inside the page while it is measured."""

# Before the page's own scripts: everything that the browser tells of its paints, shifts, long tasks and interactions.
OBSERVE = """(() => {
  const seen = (window.seen = { lcp: 0, cls: 0, fcp: 0, tasks: [], inputs: {} });
  const watch = (type, take, more) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...more });
  watch('largest-contentful-paint', (entry) => { seen.lcp = entry.startTime; });
  watch('paint', (entry) => { if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime; });
  watch('layout-shift', (entry) => { if (!entry.hadRecentInput) seen.cls += entry.value; });
  watch('longtask', (entry) => seen.tasks.push([entry.startTime, entry.duration]));
  watch('event', (entry) => {
    if (!entry.interactionId) return;
    seen.inputs[entry.interactionId] = Math.max(seen.inputs[entry.interactionId] || 0, entry.duration);
  }, { durationThreshold: 16 });
})()"""

# The blocking part of long tasks after the first paint.
BLOCKED = """() => window.seen.tasks
  .filter(([start]) => start >= window.seen.fcp)
  .reduce((sum, [, length]) => sum + Math.max(0, length - 50), 0)"""

# From the next key or click until a frame in which THERE holds has been painted.
PAINTED = """() => {
  window.painted = new Promise((done, fail) => {
    setTimeout(() => fail(new Error('it never came true')), 15000);
    const begin = (event) => {
      for (const kind of ['keydown', 'click', 'input']) removeEventListener(kind, begin, true);
      const start = event.timeStamp;
      const holds = () => THERE;
      const look = () => {
        if (!holds()) return requestAnimationFrame(look);
        // The task after a frame runs when that frame has been handed over.
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - start);
        channel.port2.postMessage(0);
      };
      requestAnimationFrame(look);
    };
    for (const kind of ['keydown', 'click', 'input']) addEventListener(kind, begin, true);
  });
}"""

# Scrolls by a fixed way in every frame and tells how far apart the frames were.
SCROLL = """([selector, way, frames]) => new Promise((done) => {
  const box = document.querySelector(selector);
  const apart = [];
  let last = 0;
  const step = (now) => {
    if (last) apart.push(now - last);
    last = now;
    if (apart.length >= frames) return done(apart);
    box.scrollTop += way;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""

# Records asked for before the record's name stood in a frame.
RECORD_CALLS = """() => performance.getEntriesByType('resource')
  .filter((entry) => entry.name.includes('/api/v1/records/') && entry.startTime < window.stood).length"""
STOOD = """(() => {
  const look = () => {
    if (document.querySelector('main h1')) window.stood = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
