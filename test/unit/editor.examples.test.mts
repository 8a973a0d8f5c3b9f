import type { INodeProperties } from 'n8n-workflow';
import { questionsFromFields, questionsFromJson } from '../../nodes/PickFu/questions';
import { fieldsOf, within } from '../support/description.mts';

const fields = fieldsOf('survey', 'create').flatMap(within);

it('the form of Create gives examples that are accepted as they are', () => {
	const exampleOf = ({ placeholder = '' }: INodeProperties) => placeholder.replace(/^e\.g\. /, '');
	const form = fields.filter(({ placeholder }) => placeholder?.startsWith('e.g. '));
	const examples = (...names: string[]) =>
		Object.fromEntries(
			names.map((name) => [name, exampleOf(form.find((field) => field.name === name)!)]),
		);
	const card = ['mockupTitle', 'mockupImage', 'price', 'currency', 'numRatings', 'reviewScore'];
	const option = [examples('value', 'mediaUrl'), examples('asin'), examples(...card)];
	const asked = { type: 'ranked', ...examples('prompt'), options: { option } };
	expect(questionsFromFields({ question: [asked] })).toMatchObject({ ok: true });
	const json = fields.find(({ name }) => name === 'questionsJson')!.placeholder!;
	expect(questionsFromJson(json)).toEqual({ ok: true, value: JSON.parse(json) as unknown });
});
