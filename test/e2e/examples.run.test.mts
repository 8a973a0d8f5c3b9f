import { openBrowser } from '../support/browser.mts';
import { startChatModel } from '../support/chatModel.mts';
import { connectAccount, PEOPLE, startHouse } from '../support/e2e.mts';
import type { Rig } from '../support/examples.mts';
import { startMailbox } from '../support/mailbox.mts';
import { startBound } from '../support/n8n.mts';
import { describeAgent } from './examples/agent.mts';
import { describeApproval } from './examples/approval.mts';
import { describeByItself, startAll } from './examples/byItself.mts';
import type { Running } from './examples/byItself.mts';
import { describeFiles } from './examples/files.mts';
import { describeImages } from './examples/images.mts';
import { describePictures } from './examples/pictures.mts';
import { describeReport } from './examples/report.mts';
import { describeTracker } from './examples/tracker.mts';

/**
 * The workflows of `examples/`, each run on a real n8n against the sandbox; `first-survey` is run by
 * workflow.browser.test.mts too, with clicks. One n8n for all, as starting it costs most, and what
 * has to wait for a minute waits while the others run. Only mail and chat model are stand-ins.
 */
jest.setTimeout(180_000);

const rig = {} as Rig;
let running: Running;

beforeAll(async () => {
	// Fifteen people answer within three seconds, thirty within five.
	[rig.house, rig.mailbox, rig.model, rig.browser] = await Promise.all([
		startHouse({ sandbox: { speed: 300, seed: 'examples' } }),
		startMailbox(),
		startChatModel(),
		openBrowser(),
	]);
	const { rest } = rig.house;
	rig.other = await connectAccount(rig.house, PEOPLE.june);
	rig.account = rig.other;
	const smtp = { host: '127.0.0.1', port: rig.mailbox.port, secure: false, disableStartTls: true };
	rig.mail = await rest.createCredential('Mail', 'smtp', smtp);
	running = await startAll(rig);
}, 2 * startBound);

afterAll(async () => {
	await rig.browser?.close();
	await Promise.all([rig.mailbox?.stop(), rig.model?.stop(), rig.house?.stop()]);
});

describeFiles(rig);

// PickFu allows 100 requests a minute for each connection; without waiting for that, a minute is enough for all.
describe.each([
	['by hand', [describeApproval, describeImages, describeReport]],
	['by hand, and in a chat', [describeTracker, describeAgent]],
] as const)('Started %s', (_how, groups) => {
	beforeAll(async () => {
		rig.account = await connectAccount(rig.house);
	});
	for (const describeGroup of groups) describeGroup(rig);
});

describePictures(rig);
describeByItself(rig, () => running);
