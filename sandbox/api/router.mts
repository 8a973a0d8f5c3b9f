import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Request as ExpressRequest, RequestHandler } from 'express';
import { OpenAPIBackend } from 'openapi-backend';
import type { Context, Document } from 'openapi-backend';
import { ignoredQueryNames, servedContract } from '../contract.mts';
import type { ContractDocument } from '../contract.mts';
import type { LogEntry } from '../control/log.mts';
import type { World } from '../state/world.mts';
import type { Access, Caller } from './access.mts';
import type { Handler, Result } from './call.mts';
import { readableDetails } from './details.mts';
import { filingHandlers } from './filing.mts';
import { lookupHandlers } from './lookup.mts';
import { mediaHandlers } from './media.mts';
import { Problem, validationFailed } from './problem.mts';
import { receiveFile, receiveJson } from './receive.mts';
import { responseHandlers } from './responses.mts';
import { listSurveys } from './survey-list.mts';
import { surveyHandlers } from './surveys.mts';
import { enveloped, inForm } from './wire-form.mts';

const handlers: Readonly<Record<string, Handler>> = {
	...surveyHandlers,
	listSurveys,
	...responseHandlers,
	...filingHandlers,
	...lookupHandlers,
	...mediaHandlers,
};

/** PickFu's API on this machine. */
export interface Api {
	/** To be mounted under `/v1`. Expects `response.locals.entry` to be the log's entry. */
	handler: RequestHandler;
	/** The operation of the contract that a request is for, without `/v1` in the path. */
	operationIdOf(method: string, path: string): string | undefined;
}

/** What the API is built from. */
export interface ApiParts {
	contract: ContractDocument;
	world: World;
	access: Access;
	/** Origin of the sandbox, for the addresses in answers. */
	origin: string;
}

function isMultipart(request: IncomingMessage): boolean {
	return /^multipart\/form-data\b/i.test(request.headers['content-type'] ?? '');
}

function send(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	const text = JSON.stringify(body);
	response.writeHead(status, {
		'Content-Type': 'application/json; charset=utf-8',
		'Content-Length': Buffer.byteLength(text),
		...headers,
	});
	response.end(text);
}

function describe(errors: readonly ErrorObject[] | null | undefined): string[] {
	return (errors ?? []).map((error) => `${error.instancePath} ${error.message ?? error.keyword}`);
}

/** Serves the contract, and checks requests and answers by it. */
export async function createApi({ contract, world, access, origin }: ApiParts): Promise<Api> {
	const backend = new OpenAPIBackend({
		definition: servedContract(contract, origin) as unknown as Document,
		// its validator of documents knows OpenAPI 3.0 only; a contract test validates this one
		quick: true,
		strict: true,
		ajvOpts: { allErrors: true },
		// the query's text becomes numbers and booleans
		coerceTypes: true,
		customizeAjv: (ajv) => {
			// the wrapper carries a type of its own copy of the same validator
			addFormats(ajv as unknown as Parameters<typeof addFormats>[0]);
			return ajv;
		},
		// a file is checked by what receives it; a validator of JSON can say nothing about it
		validate: (context: Context) =>
			!/^multipart\//i.test(String(context.request.headers['content-type'] ?? '')),
	});
	backend.register({
		notFound: () => {
			throw new Problem(404, 'The requested resource does not exist');
		},
		notImplemented: ({ operation }: Context) => {
			throw new Problem(501, `${operation.operationId} has no handler in sandbox/api`);
		},
		methodNotAllowed: () => {
			throw new Problem(405, 'This method is not allowed here');
		},
		validationFail: (context: Context) => {
			throw validationFailed(
				readableDetails(context.validation.errors ?? [], context.request.requestBody),
			);
		},
	});
	await backend.init();
	const ignored = ignoredQueryNames(contract.paths);
	for (const [operationId, handle] of Object.entries(handlers)) {
		backend.register(operationId, (context: Context, caller: Caller) =>
			handle({
				world,
				caller,
				params: asText(context.request.params),
				query: context.request.query,
				body: context.request.requestBody,
				origin,
			}),
		);
	}

	/** The answer's body in the contract's form, or a Problem when it does not fit. */
	function checkedBody(operationId: string, result: Result): Record<string, unknown> {
		const body = enveloped(result);
		if (!world.settings.checkAnswers) return body;
		const { valid, errors } = backend.validator.validateResponse(body, operationId, result.status);
		if (valid) return body;
		world.violations.push({ operationId, status: result.status, errors: describe(errors) });
		throw new Problem(
			500,
			'The sandbox made an answer that does not fit the contract',
			describe(errors),
		);
	}

	/** The query as the contract spells it. Throws a Problem for a spelling that is set to be refused. */
	function queryOf(request: ExpressRequest): Record<string, string> {
		const { querySpelling } = world.settings;
		const entries = Object.entries(request.query as Record<string, string>);
		const refused = entries.flatMap(([name]) => {
			const isSecond = ignored.has(name);
			const spelling = isSecond ? 'camel' : name.includes('_') ? 'snake' : querySpelling;
			return querySpelling === 'lenient' || spelling === querySpelling ? [] : [name];
		});
		if (refused.length > 0) {
			throw validationFailed(refused.map((name) => `Unknown query parameter: ${name}`));
		}
		if (querySpelling !== 'camel')
			return Object.fromEntries(entries.filter(([name]) => !ignored.has(name)));
		return Object.fromEntries(entries.map(([name, value]) => [snakeCase(name), value]));
	}

	async function answer(request: ExpressRequest, entry: LogEntry): Promise<Result> {
		const { kind, caller } = await access.identify(request.headers.authorization);
		entry.token = kind;
		if (!caller) throw new Problem(401, 'Authentication token is missing or invalid');
		access.count(caller);
		const body = isMultipart(request) ? await receiveFile(request) : await receiveJson(request);
		entry.body = isMultipart(request) ? undefined : body;
		const result: unknown = await backend.handleRequest(
			{
				method: request.method,
				path: request.path,
				query: queryOf(request),
				headers: request.headers as Record<string, string>,
				body,
			},
			caller,
		);
		return result as Result;
	}

	const handler: RequestHandler = async (request, response) => {
		const entry = response.locals['entry'] as LogEntry;
		// Clients tell the time of the server by it, which may stand still or run ahead here.
		response.setHeader('Date', new Date(world.clock.now()).toUTCString());
		try {
			const result = await answer(request, entry);
			const body = checkedBody(entry.operationId ?? '', result);
			send(response, result.status, inForm(body, world.settings));
		} catch (error) {
			if (error instanceof Problem) {
				send(response, error.status, error.toBody(), error.headers);
				return;
			}
			world.violations.push({
				operationId: entry.operationId ?? '',
				status: 500,
				errors: [String(error)],
			});
			send(response, 500, new Problem(500, 'Something went wrong').toBody());
		}
	};
	return {
		handler,
		operationIdOf: (method, path) =>
			backend.router.matchOperation({ method, path, headers: {} })?.operationId,
	};
}

function snakeCase(name: string): string {
	return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function asText(params: Record<string, string | string[]>): Record<string, string> {
	return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
}
