import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the model is made to do next: use a tool, or say something. */
export type Turn = { tool: string; args: Record<string, unknown> } | { say: string };

/** A request to the model, as far as tests look at it. */
export interface ModelRequest {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{
		function: {
			name: string;
			description: string;
			parameters: { properties: Record<string, unknown> };
		};
	}>;
}

/** A chat model on loopback that does as it is told. */
export interface ChatModel {
	/** For the field "Base URL" of n8n's OpenAI credential. */
	url: string;
	/** What it was asked, oldest first. */
	requests: ModelRequest[];
	/** What to do next, in this order. Each may look at what it was asked. */
	will(...turns: Array<Turn | ((request: ModelRequest) => Turn)>): void;
	stop(): Promise<void>;
}

/**
 * Starts a stand-in for a chat model: the Chat Completions API
 * (https://platform.openai.com/docs/api-reference/chat), streamed or not.
 */
export async function startChatModel(): Promise<ChatModel> {
	const requests: ModelRequest[] = [];
	const script: Array<Turn | ((request: ModelRequest) => Turn)> = [];
	const server = createServer((request, response) => {
		let text = '';
		request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
		request.on('end', () => {
			const asked = JSON.parse(text) as ModelRequest & { stream?: boolean };
			requests.push(asked);
			const next = script.shift();
			if (next === undefined) {
				response
					.writeHead(400)
					.end('{"error":{"message":"The test has told the model nothing more to do"}}');
				return;
			}
			const answer = completion(typeof next === 'function' ? next(asked) : next, requests.length);
			if (asked.stream !== true) {
				response
					.writeHead(200, { 'content-type': 'application/json' })
					.end(JSON.stringify(answer.whole));
				return;
			}
			const events = answer.pieces.map((piece) => `data: ${JSON.stringify(piece)}\n\n`);
			response
				.writeHead(200, { 'content-type': 'text/event-stream' })
				.end(`${events.join('')}data: [DONE]\n\n`);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		requests,
		will: (...turns) => void script.push(...turns),
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function completion(turn: Turn, number: number) {
	const isTool = 'tool' in turn;
	const calls = isTool
		? [
				{
					index: 0,
					id: `call_${number}`,
					type: 'function',
					function: { name: turn.tool, arguments: JSON.stringify(turn.args) },
				},
			]
		: undefined;
	const message = {
		role: 'assistant',
		content: isTool ? null : turn.say,
		...(calls && { tool_calls: calls }),
	};
	const finish = isTool ? 'tool_calls' : 'stop';
	const common = { id: `answer_${number}`, created: 0, model: 'stand-in' };
	const piece = (delta: object, finish_reason: string | null) => ({
		...common,
		object: 'chat.completion.chunk',
		choices: [{ index: 0, delta, finish_reason }],
	});
	return {
		whole: {
			...common,
			object: 'chat.completion',
			choices: [{ index: 0, message, finish_reason: finish }],
			usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
		},
		pieces: [piece(message, null), piece({}, finish)],
	};
}
