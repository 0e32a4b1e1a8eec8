// Sets the colours before anything is drawn, so that nothing flashes. Not a module: those run late.
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem("cramp-coach-bench") ?? "{}").theme;
    if (kept === "light" || kept === "dark") document.documentElement.dataset.theme = kept;
  } catch {
    // The system's own colours it is.
  }
})();
