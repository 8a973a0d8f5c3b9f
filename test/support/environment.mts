import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

// n8n-core reads these when it is loaded, so this module has to be imported before it: where it
// writes its settings (one folder for each process, as it does not expect company), and that it
// keeps its log to itself.
const folder = path.join(tmpdir(), 'n8n-nodes-pickfu-test', String(process.pid));
mkdirSync(folder, { recursive: true });
process.env.N8N_USER_FOLDER ??= folder;
process.env.N8N_LOG_LEVEL ??= 'silent';
