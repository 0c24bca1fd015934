import { z } from 'zod';

// Imported before anything that makes a schema: the page's content security policy forbids eval, with which zod would
// otherwise try to compile its parsers.
z.config({ jitless: true });
