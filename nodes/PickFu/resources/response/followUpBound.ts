import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { PickFuFailure } from '../../api/failure';
import { asWholeNumber, type Parameters } from '../parameters';

/** As many as one "Get Many" gives by default; more has to be allowed. */
const DEFAULT_MOST = 50;

/**
 * The spending bound of follow-ups. A survey is bounded by its respondents, but a follow-up goes to
 * one person, so what grows is the number of them: a list of answers that turns out longer than
 * thought would be a charge for each. The bound therefore counts follow-ups, over the whole
 * execution, so that it also holds for a node in a loop, and it applies when the option is not added.
 */
export const maxFollowUps: INodeProperties = {
	displayName: 'Maximum Follow-Ups',
	name: 'maxFollowUps',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: DEFAULT_MOST,
	description:
		'Send nothing if this node would send more follow-ups than this in one execution; each one is charged',
};

/** Counts the follow-ups of one node in one execution. */
export class FollowUpBound {
	private readonly most: number;

	private readonly count: { followUpsSent?: number };

	/**
	 * @throws {PickFuFailure} kind `input` when the option is there without a number; kind `conflict`
	 * when the items of this run alone are more than the bound: then none of them is sent
	 */
	constructor(context: IExecuteFunctions, parameters: Parameters) {
		this.most = readMost(parameters);
		this.count = context.getContext('node');
		const items = context.getInputData().length;
		if (items <= this.most) return;
		throw this.exceeded(`This run would send ${counted(items)}`, 'Nothing was charged.');
	}

	/**
	 * Counts one that is about to be sent.
	 *
	 * @throws {PickFuFailure} kind `conflict` when the bound is reached
	 */
	take(): void {
		const sent = this.count.followUpsSent ?? 0;
		if (sent >= this.most) {
			throw this.exceeded(
				`This node has sent ${counted(sent)} in this execution`,
				'This one was not charged.',
			);
		}
		this.count.followUpsSent = sent + 1;
	}

	/** Takes the last one back, which was certainly not sent. */
	giveBack(): void {
		this.count.followUpsSent = (this.count.followUpsSent ?? 1) - 1;
	}

	private exceeded(what: string, charged: string): PickFuFailure {
		return new PickFuFailure({
			kind: 'conflict',
			message: `${what}, and "Maximum Follow-Ups" allows ${this.most}`,
			description: `${charged} Send fewer, or raise "Maximum Follow-Ups" under Options.`,
			field: 'maxFollowUps',
			outcome: 'notDone',
		});
	}
}

function counted(number: number): string {
	return number === 1 ? '1 follow-up' : `${number} follow-ups`;
}

/** An expression that gives nothing must not lift the bound, nor quietly become the default. */
function readMost(parameters: Parameters): number {
	const options = parameters.collection('options');
	if (!('maxFollowUps' in options)) return DEFAULT_MOST;
	const most = asWholeNumber(options.maxFollowUps, 'maxFollowUps', 1);
	if (most !== undefined) return most;
	throw PickFuFailure.field('maxFollowUps', 'is empty', 'Nothing was sent. Enter a number.');
}
