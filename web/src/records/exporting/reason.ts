import { create } from "zustand";

interface Question {
  /** Why it is asked. */
  why: string;
  answer: (reason: string | null) => void;
}

export const useReasonQuestion = create<{ question: Question | null }>(() => ({ question: null }));

/** Asks what an export is for; null when the person goes back. */
export function askReason(why: string): Promise<string | null> {
  return new Promise((resolve) => {
    useReasonQuestion.setState({
      question: {
        why,
        answer: (reason) => {
          useReasonQuestion.setState({ question: null });
          resolve(reason);
        },
      },
    });
  });
}
