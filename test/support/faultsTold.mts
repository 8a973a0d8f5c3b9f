import type { IDataObject, INodeExecutionData, IRun } from 'n8n-workflow';
import { ENDPOINTS, type EndpointName } from '../../nodes/PickFu/api/endpoints';
import type { FailureKind, Outcome } from '../../nodes/PickFu/api/failure';
import type { Sent } from './faultsWire.mts';

/** What a run says of one of its items. */
export interface Told {
	item: number;
	ok: boolean;
	/** The item's output, when it worked. */
	rows: INodeExecutionData[];
	message?: string;
	description?: string;
	reason?: FailureKind;
	outcome?: Outcome;
}

const REASONS: readonly string[] = [
	'input', 'notConnected', 'reconnect', 'unauthorized', 'forbidden', 'notFound', 'endpoint',
	'rateLimited', 'invalid', 'balance', 'conflict', 'timedOut', 'differs', 'server', 'network',
	'unreadable', 'signIn',
]; // prettier-ignore

/** What must not stand before a person: raw errors, code words, places in files, values that are no text. */
const RAW =
	/bad request|\b(Type|Reference|Range|Syntax)Error|is not a function|is not iterable|cannot read|\[object|\bundefined\b|\bNaN\b|\n\s+at |ECONN|ETIMEDOUT|ENOTFOUND|ERR_|axios|socket hang up|stream has been aborted/i;

/** What is wrong with a text for the person at the screen; undefined when nothing is. */
export function rawness(text: string | undefined): string | undefined {
	if (text === undefined || text.trim().length < 10) return `says too little: ${String(text)}`;
	// What the field holds is quoted to the person as it is.
	const found = RAW.exec(text.replace(/Given: .*/s, ''));
	return found ? `holds "${found[0]}": ${text}` : undefined;
}

/**
 * What a run says of its items: from the items it gives, or from the error it stopped with. Items
 * that a stopped run says nothing of are left out.
 */
export function toldBy(run: IRun): Told[] {
	const stopped = run.data.resultData.error as
		(Error & { description?: string; context?: IDataObject }) | undefined;
	if (stopped !== undefined) {
		const { message, description } = stopped;
		const outcome = outcomeInWords(`${message} ${description ?? ''}`);
		return [
			{
				item: Number(stopped.context?.itemIndex),
				ok: false,
				rows: [],
				message,
				description,
				outcome,
			},
		];
	}
	const outputs = run.data.resultData.runData.PickFu?.at(-1)?.data?.main ?? [];
	const told = new Map<number, Told>();
	for (const row of outputs.flatMap((output) => output ?? [])) {
		const item = (row.pairedItem as { item: number }).item;
		const { error, details } = row.json as { error?: string; details?: IDataObject };
		if (error === undefined) {
			told.set(item, { item, ok: true, rows: [...(told.get(item)?.rows ?? []), row] });
		} else {
			const { reason, outcome, description } = (details ?? {}) as Partial<Told>;
			told.set(item, { item, ok: false, rows: [], message: error, description, reason, outcome });
		}
	}
	return [...told.values()].sort((a, b) => a.item - b.item);
}

/** A stopped run says in words only what became of a payment. */
function outcomeInWords(text: string): Outcome | undefined {
	if (/unclear whether|may have been charged/i.test(text)) return 'notKnown';
	if (/nothing was charged|wasn't (published|sent)|no respondents were added/i.test(text))
		return 'notDone';
	return undefined;
}

/** What is wrong with the way in which a failed item is told. */
export function untold({ ok, message, description, reason }: Told, needsReason: boolean): string[] {
	if (ok) return [];
	// A field that takes a number says all there is to say in one line.
	const isWhole = reason === 'input' && (description ?? '') === '';
	const faults = [rawness(message), isWhole ? undefined : rawness(description)];
	if (needsReason && !REASONS.includes(reason ?? ''))
		faults.push(`the reason is ${String(reason)}`);
	return faults.filter((fault) => fault !== undefined);
}

/** Whether a request changes something at PickFu. */
export function isChange({ operationId }: Sent): boolean {
	return operationId !== undefined && ENDPOINTS[operationId as EndpointName].nature !== 'read';
}

/** Whether PickFu carried the request out, whoever saw its answer. */
export function isCarriedOut({ trueStatus }: Sent): boolean {
	return trueStatus !== undefined && trueStatus >= 200 && trueStatus < 300;
}

/**
 * The requests for one item: those whose path or body names it.
 *
 * @param names ids and words that only this item has
 */
export function requestsFor(sent: Sent[], names: string[]): Sent[] {
	return sent.filter(({ path, body }) => {
		const text = `${path} ${JSON.stringify(body)}`;
		return names.some((name) => text.includes(name));
	});
}
