import { useRef, useState } from "react";
import { type StoredFile, sendFile } from "@/api/files";
import { whileSending } from "../sending";

interface Sending {
  key: number;
  name: string;
  part: number;
}

/** Sends files one after the other; `take` gets each as it is stored. */
export function useUploads(take: (file: StoredFile) => void) {
  const [sending, setSending] = useState<Sending[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const number = useRef(0);
  const latest = useRef(take);
  latest.current = take;

  const one = async (file: File, key: number) => {
    const tell = (part: number) =>
      setSending((all) => all.map((item) => (item.key === key ? { ...item, part } : item)));
    try {
      latest.current(await whileSending(sendFile(file, tell)));
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error));
    } finally {
      setSending((all) => all.filter((item) => item.key !== key));
    }
  };

  const send = async (files: File[]) => {
    setFault(null);
    const queue = files.map((file) => {
      number.current += 1;
      return { file, key: number.current };
    });
    setSending((all) => [...all, ...queue.map(({ file, key }) => ({ key, name: file.name, part: 0 }))]);
    for (const item of queue) await one(item.file, item.key);
  };

  return { sending, fault, send };
}
