import type { IExecuteFunctions } from 'n8n-workflow';
import { Parameters } from '../../nodes/PickFu/resources/parameters';
import { FollowUpBound } from '../../nodes/PickFu/resources/response/followUpBound';

/** The node in a loop: runs of an execution share what the host keeps for the node. */
function execution(maxFollowUps: number) {
	const kept = {};
	return (items: number) => {
		const context = {
			getContext: () => kept,
			getInputData: () => Array.from({ length: items }, () => ({ json: {} })),
		} as unknown as IExecuteFunctions;
		return new FollowUpBound(context, new Parameters(new Map([['options', { maxFollowUps }]]), 0));
	};
}

it('counts over the runs of a loop, where each run has one item', () => {
	const turn = execution(2);
	turn(1).take();
	turn(1).take();
	expect(() => turn(1).take()).toThrow(
		'This node has sent 2 follow-ups in this execution, and "Maximum Follow-Ups" allows 2',
	);
});

it('does not count a follow-up that was refused', () => {
	const turn = execution(1);
	const refused = turn(1);
	refused.take();
	refused.giveBack();
	turn(1).take();
	expect(() => turn(1).take()).toThrow('This node has sent 1 follow-up in this execution');
});
