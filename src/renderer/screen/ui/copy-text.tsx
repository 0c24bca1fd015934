import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

/** Text to be used elsewhere: shown whole, selectable, and copied with one press. */
export function CopyText({ text, names }: { text: string; names: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div className="copy-text">
      <code>{text}</code>
      <Button
        look="quiet"
        aria-label={`Copy ${names}`}
        icon={copied ? <Check className="icon" aria-hidden="true" /> : <Copy className="icon" aria-hidden="true" />}
        onClick={() => {
          void navigator.clipboard.writeText(text).then(() => {
            setCopied(true);
          });
        }}
      >
        <span aria-live="polite">{copied ? 'Copied' : 'Copy'}</span>
      </Button>
    </div>
  );
}
