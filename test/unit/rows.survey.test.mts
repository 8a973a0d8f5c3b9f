import { readSurvey } from '../../nodes/PickFu/api/shapes';
import { surveyRow } from '../../nodes/PickFu/results/records';

it('makes one flat row of a survey, with texts instead of IDs', () => {
	const row = surveyRow(
		readSurvey({
			id: 's1',
			name: 'Mugs',
			status: 'unpublished',
			sample_size: '50',
			tags: [{ id: 3, name: 'Kitchen' }],
			questions: [
				{
					type: 'head_to_head',
					value: 'Which?',
					options: [{ value: 'A' }, { mediaUrl: 'https://example.com/x/b.png' }, {}],
				},
				{ value: 'Why?' },
				{},
			],
			unknown: { deep: true },
		}),
	);
	expect(row).toEqual({
		id: 's1',
		name: 'Mugs',
		status: 'unpublished',
		sampleSize: 50,
		questions: '1. Which? (head_to_head) [A | Option B | Option C]\n2. Why?\n3. (no text)',
	});
	expect(Object.values(row).every((value) => typeof value !== 'object')).toBe(true);
});

it('names images by their letters, and by numbers behind Z', () => {
	const options = Array.from({ length: 27 }, (_, index) => ({ id: `o${index}` }));
	const { questions } = surveyRow(
		readSurvey({ id: 's1', questions: [{ value: 'Which?', options }] }),
	);
	expect(questions).toMatch(
		/^1\. Which\? \[Option A \| .* \| Option Y \| Option Z \| Option 27\]$/,
	);
});

it('says nothing of what PickFu did not send', () => {
	expect(surveyRow(readSurvey({ id: 's1' }))).toEqual({ id: 's1' });
	expect(surveyRow(readSurvey({ id: 's2', numResponses: 0 }))).toEqual({
		id: 's2',
		numResponses: 0,
	});
});
