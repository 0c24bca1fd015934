import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';

type Props = { children: ReactNode };

/** A defect in one screen must not take the call's buttons away. React offers this only as a class. */
export class ProblemBoundary extends Component<Props, { says: string | null }> {
  override state: { says: string | null } = { says: null };

  static getDerivedStateFromError(error: unknown) {
    return { says: error instanceof Error ? error.message : String(error) };
  }

  override render() {
    if (this.state.says === null) return this.props.children;
    return (
      <div className="page">
        <h1 tabIndex={-1}>This screen could not be drawn</h1>
        <Notice
          tone="error"
          says={this.state.says}
          help="This is a defect of Latchkey. A call on the line goes on; reload to see it again."
          action={
            <Button
              onClick={() => {
                window.location.reload();
              }}
            >
              Reload
            </Button>
          }
        />
      </div>
    );
  }
}
