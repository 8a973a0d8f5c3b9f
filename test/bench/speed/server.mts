/**
 * A PickFu that answers in a fixed time from texts that are made before: what is measured beside it
 * is the client, not the server. Prints its origin and ends with its standard input.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Milliseconds from the request to the answer, as an API a continent away has them. */
const LATENCY = 120;

const PAGE = 100;

/** Survey ids that begin with `limited` count against a limit of 100 requests a minute. */
const LIMIT = 100;
const WINDOW = 60_000;

const OPTIONS = ['Fern', 'Moss'].map((value, index) => ({ id: `o${index}`, value }));

const response = (index: number) => ({
	id: `r${index}`,
	question_id: 'q1',
	chosen_option: OPTIONS[index % 5 < 3 ? 0 : 1]!.value,
	explanation: `I noticed it first, and it says what it is at a glance. This is reason number ${index}.`,
	translation: null,
	score: null,
	media: null,
	media_transcription: null,
	respondent: [
		{ permalink: 'gender', trait_name: 'Gender', value: index % 2 ? 'Female' : 'Male' },
		{
			permalink: 'age-range',
			trait_name: 'Age range',
			value: ['18-24', '25-34', '35+'][index % 3],
		},
	],
});

const survey = (id: string) => ({
	id,
	name: `Survey ${id}`,
	country: 'US',
	status: 'completed',
	sampleSize: sizeOf(id),
	numResponses: sizeOf(id),
	targeting: [],
	reporting: ['gender', 'age-range'],
	completedAt: '2026-11-01T10:00:00.000Z',
	questions: [
		{ id: 'q1', type: 'head_to_head', value: 'Which name would you trust?', options: OPTIONS },
	],
});

/** A survey's id says how many people answered it: `n4000`. */
function sizeOf(id: string): number {
	return Number(/^n(\d+)$/.exec(id)?.[1] ?? 50);
}

const pages = new Map<number, string>();

function pageOf(size: number, page: number): string {
	const key = size * 1_000 + page;
	let text = pages.get(key);
	if (text === undefined) {
		const from = (page - 1) * PAGE;
		const count = Math.max(0, Math.min(PAGE, size - from));
		const data = Array.from({ length: count }, (_, index) => response(from + index));
		const pagination = { page, totalPages: Math.ceil(size / PAGE) };
		pages.set(key, (text = JSON.stringify({ success: true, data, pagination })));
	}
	return text;
}

let sent: number[] = [];

function isRefused(id: string): boolean {
	if (!id.startsWith('limited')) return false;
	sent = sent.filter((time) => time > Date.now() - WINDOW);
	if (sent.length >= LIMIT) return true;
	sent.push(Date.now());
	return false;
}

const server = createServer((request, answer) => {
	const url = new URL(request.url ?? '/', 'http://localhost');
	const [, id = '', list] = /^\/v1\/surveys\/(\w+)(\/responses)?$/.exec(url.pathname) ?? [];
	const refused = isRefused(id);
	const body = refused
		? JSON.stringify({ error: 'Too Many Requests', message: 'Rate limit exceeded.' })
		: list
			? pageOf(sizeOf(id), Number(url.searchParams.get('page') ?? 1))
			: JSON.stringify({ success: true, data: survey(id) });
	setTimeout(() => {
		answer.writeHead(refused ? 429 : 200, { 'Content-Type': 'application/json' });
		answer.end(body);
	}, LATENCY);
});
server.keepAliveTimeout = 120_000;
server.listen(0, '127.0.0.1', () => {
	console.log(`http://localhost:${(server.address() as AddressInfo).port}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
