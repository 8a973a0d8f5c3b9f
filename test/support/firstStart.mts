/**
 * Starts n8n for the first time in the folder that is named, with the packed package and its owner, and ends it: the first
 * start creates the database, which takes as long as all the rest. Every n8n of the tests begins as a copy.
 */
import { ensureHost } from '../../sandbox/n8n/install.mjs';
import { startN8n } from '../../sandbox/n8n/instance.mts';
import { ensureTarball } from '../../sandbox/n8n/pack.mjs';
import { N8nRest } from '../../sandbox/n8n/rest.mts';
import { owner } from './owner.mts';

const dir = process.argv[2]!;
const [host, tarball] = await Promise.all([ensureHost(), ensureTarball()]);
const n8n = await startN8n({ host, tarball, dir });
await new N8nRest(n8n.url).setUpOwner(owner).finally(() => n8n.stop());
