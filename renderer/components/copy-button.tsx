import { useEffect, useState } from 'react';
import { ask } from '../data/ask.ts';
import { IconButton } from './button.tsx';

const shownMilliseconds = 1500;

/** Copies `text`, and says for a moment that it did. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <IconButton
      label={copied ? 'Copied' : label}
      icon={copied ? 'check' : 'copy'}
      size="small"
      onClick={() => ask('window.copy', { text }).then(() => setCopied(true))}
    />
  );
}
