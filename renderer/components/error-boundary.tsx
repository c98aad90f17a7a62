/** A fault of the window's own: the view says so instead of going blank; what is stored is untouched. */
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { EmptyState } from './empty-state.tsx';
import { Notice } from './error-notice.tsx';

export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error): { error: Error } {
    return { error };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return (
      <EmptyState title="This view failed">
        <Notice tone="bad" title={error.message}>
          This is a fault of Squared itself. Nothing stored was changed, and a run goes on in the background.
        </Notice>
        <Button onClick={() => this.setState({ error: null })}>Show it again</Button>
      </EmptyState>
    );
  }
}
