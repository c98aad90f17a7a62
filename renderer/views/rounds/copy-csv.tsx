/** Copies a table as CSV, and says that it did. */
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Button } from '../../components/button.tsx';
import { ask } from '../../data/ask.ts';

const secondsSaid = 2;

export function CopyCsv({ what, csv }: { what: string; csv: () => string }) {
  const copy = useMutation({ mutationFn: () => ask('window.copy', { text: csv() }) });
  const { isSuccess, isError, reset } = copy;
  useEffect(() => {
    if (!isSuccess) return;
    const timer = setTimeout(reset, secondsSaid * 1000);
    return () => clearTimeout(timer);
  }, [isSuccess, reset]);
  return (
    <Button
      kind="quiet"
      size="small"
      icon={isSuccess ? 'check' : 'copy'}
      aria-label={`Copy ${what} as CSV`}
      onClick={() => copy.mutate()}
    >
      <span aria-live="polite">{isSuccess ? 'Copied' : isError ? 'Too large to copy' : 'Copy CSV'}</span>
    </Button>
  );
}
