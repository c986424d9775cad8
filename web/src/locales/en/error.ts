export default {
  title: "Something went wrong",
  network: "The server cannot be reached. What you typed is still here.",
  offline: "You are offline",
  retry: "Try again",
  reload: "Reload",
  refusedTitle: "Not found, or not allowed",
  refusedText: "It may have been deleted, or it is not yours to see.\nAsk your administrator if you need it.",
  crash: "This page has failed",
  crashText: "Your data is safe. Reloading usually helps.",
  home: "Back to Today",
};
