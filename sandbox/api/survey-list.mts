import { hash } from '../random.mts';
import type { StoredSurvey } from '../state/model.mts';
import type { World } from '../state/world.mts';
import type { Call, Handler } from './call.mts';
import { filterText, pageOf } from './call.mts';
import { wireListItem } from './survey-wire.mts';

type Test = (survey: StoredSurvey) => boolean;

function listed(value: string): Set<string> {
	return new Set(value.split(',').map((entry) => entry.trim()));
}

function optionTypeOf(survey: StoredSurvey): string {
	const option = survey.questions[0]?.options[0];
	if (option?.asin !== undefined) return 'asin';
	return (option?.mediaUrl ?? option?.imageSet) ? 'image' : 'text';
}

/** How each filter of the query decides; unknown ones are refused by the contract. */
const filters: Readonly<Record<string, (value: string, world: World) => Test>> = {
	status: (value, world) => (survey) => world.standing(survey).status === value,
	type: (value) => (survey) => survey.questions.some((question) => question.type === value),
	text: (value) => {
		const wanted = value.toLowerCase();
		return (survey) =>
			[survey.name, ...survey.questions.map(({ prompt }) => prompt)].some((text) =>
				text.toLowerCase().includes(wanted),
			);
	},
	published_after: (value, world) => (survey) =>
		(world.standing(survey).publishedAt ?? -Infinity) > Date.parse(value),
	countries: (value) => {
		const codes = listed(value.toUpperCase());
		return (survey) => codes.has(survey.country);
	},
	tags: (value) => {
		const ids = listed(value);
		return (survey) => survey.tagIds.some((id) => ids.has(String(id)));
	},
	audiences: (value) => {
		const wanted = listed(value);
		return (survey) => survey.targeting.some((permalink) => wanted.has(permalink));
	},
	member_id: (value) => {
		const ids = listed(value);
		return (survey) => ids.has(survey.creatorId);
	},
	project_ids: (value) => {
		const ids = listed(value);
		return (survey) => survey.projectId !== null && ids.has(survey.projectId);
	},
	option_type: (value) => (survey) => optionTypeOf(survey) === value,
};

/** What `sort_by` may name; anything else, its values not being known, leaves the usual order. */
const sortKeys: Readonly<Record<string, (survey: StoredSurvey, world: World) => number | string>> =
	{
		name: (survey) => survey.name.toLowerCase(),
		published_at: (survey, world) => world.standing(survey).publishedAt ?? 0,
		completed_at: (survey, world) => world.standing(survey).completedAt ?? 0,
		created_at: (survey) => survey.createdAt,
	};

/** The list of surveys, newest first unless told otherwise; archived ones only when asked for. */
export const listSurveys: Handler = (call: Call) => {
	const { world, caller } = call;
	const tests = Object.entries(filters).flatMap(([name, make]) => {
		const value = filterText(call, name);
		return value === undefined ? [] : [make(value, world)];
	});
	const showsArchived = filterText(call, 'status') !== undefined;
	const found = [...world.surveys.values()].filter(
		(survey) =>
			survey.team === caller.account.team &&
			(showsArchived || survey.archivedAt === null) &&
			tests.every((test) => test(survey)),
	);
	const { listOrder } = world.settings;
	const usual =
		listOrder === '' ? sortKeys['created_at']! : ({ id }: StoredSurvey) => hash(listOrder + id);
	const keyOf = sortKeys[filterText(call, 'sort_by') ?? ''] ?? usual;
	const direction = filterText(call, 'dir') === 'asc' ? 1 : -1;
	const sorted = found
		.map((survey) => ({ survey, key: keyOf(survey, world) }))
		.sort((a, b) => {
			const order = a.key < b.key ? -1 : a.key > b.key ? 1 : a.survey.serial - b.survey.serial;
			return order * direction;
		});
	return pageOf(call, sorted, ({ survey }) => wireListItem(world, survey));
};
