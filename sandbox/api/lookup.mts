import { helpArticles, playbooks } from '../state/library.mts';
import { reportingTraits, targetingTraits } from '../state/traits.mts';
import type { Handler } from './call.mts';
import { filterText, pageOf } from './call.mts';

const wireTraits = (traits: ReadonlyArray<{ permalink: string; name: string }>) =>
	traits.map(({ permalink, name }) => ({ permalink, trait_name: name }));

const listTargetingTraits: Handler = () => ({ status: 200, data: wireTraits(targetingTraits) });

const listReportingTraits: Handler = () => ({ status: 200, data: wireTraits(reportingTraits) });

const listPlaybooks: Handler = (call) => {
	const industry = filterText(call, 'industry');
	const found = playbooks.filter(
		(playbook) => industry === undefined || playbook.industry === industry,
	);
	return pageOf(call, found, (playbook) => playbook);
};

/** Articles that contain every word of the query, in any field. */
const searchHelp: Handler = (call) => {
	const words = String(call.query['query']).toLowerCase().split(/\s+/).filter(Boolean);
	const found = helpArticles.filter(({ title, description, body }) => {
		const text = [title, description, body].join(' ').toLowerCase();
		return words.every((word) => text.includes(word));
	});
	return pageOf(call, found, (article) => article, 'per_page');
};

/** The operations that only look things up. */
export const lookupHandlers = {
	listTargetingTraits,
	listReportingTraits,
	listPlaybooks,
	searchHelp,
} satisfies Record<string, Handler>;
