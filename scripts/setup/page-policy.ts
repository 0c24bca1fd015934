import type { Plugin } from 'vite';

// Nothing but our own files, and recordings through main's own scheme. React sets styles through the object model, which
// needs no exception. Not in development: hot reload writes scripts and styles into the page.
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  'media-src latchkey-recording:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Puts a content security policy into the pages that people see. */
export function pagePolicy(): Plugin {
  return {
    name: 'page-policy',
    apply: 'build',
    transformIndexHtml(html, { filename }) {
      if (!/[\\/]screen[\\/]/.test(filename)) return html;
      return {
        html,
        tags: [
          {
            tag: 'meta',
            attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY },
            injectTo: 'head-prepend',
          },
        ],
      };
    },
  };
}
