import { asked, email, page, textOf } from '../support/reportMarkup.mts';

describe('ratings', () => {
	it('round half up from the counts: 59 of 407 is 14.496%, no half', () => {
		const { survey, answers } = asked(
			{ type: 'star_rating', options: [] },
			Array.from({ length: 407 }, (_, index) => ({ score: index < 59 ? 5 : 4 })),
		);
		for (const markup of [page(survey, answers), email(survey, answers)])
			expect(textOf(markup)).toContain('5 ★ 59 people 14%');
	});

	it('that came as names have bars too', () => {
		const { survey, answers } = asked(
			{ type: 'emoji_rating', options: [] },
			Array.from({ length: 20 }, (_, index) => ({ chosen_option: index < 15 ? 'Love' : 'Meh' })),
		);
		for (const markup of [page(survey, answers), email(survey, answers)])
			expect(textOf(markup)).toContain('Love 15 people 75%');
	});
});

it('ratings by name stand below those with a number', () => {
	const { survey, answers } = asked({ type: 'star_rating', options: [] }, [
		...[5, 5, 4].map((score) => ({ score })),
		{ chosen_option: 'Love' },
	]);
	for (const markup of [page(survey, answers), email(survey, answers)])
		expect(textOf(markup)).toMatch(/5 ★ 2 people 50%.*1 ★ 0 people 0%.*Love 1 person 25%/);
});

describe('reasons', () => {
	const options = ['Red', 'Blue', 'Green'].map((value) => ({ id: value, value }));

	it('stand once in the open, also where a person picked several options', () => {
		const { survey, answers } = asked(
			{ type: 'multi_select', options },
			Array.from({ length: 40 }, (_, index) => ({
				chosen_option: ['Red', 'Blue', 'Green'],
				explanation: `A reason that is long enough to be chosen, number ${index}.`,
			})),
		);
		const open = page(survey, answers).replace(/<details.*?<\/details>/gs, '');
		const shown = open.match(/A reason that is long enough to be chosen, number \d+/g)!;
		expect(shown).toHaveLength(9);
		expect(new Set(shown).size).toBe(9);
		expect(textOf(open)).toContain('9 of 40 shown');
		const message = email(survey, answers).match(/chosen, number \d+/g)!;
		expect(new Set(message).size).toBe(message.length);
	});

	it('are all there behind a fold, whole, each with what was chosen', () => {
		const { survey, answers } = asked(
			{ type: 'open_ended', options: [] },
			Array.from({ length: 100 }, (_, index) => ({
				explanation: `Answer ${index} ${'and so on '.repeat(60)}end ${index}.`,
			})),
		);
		const markup = page(survey, answers);
		expect(textOf(markup)).toContain('6 of 100 shown');
		const fold = /<details class="every">.*<\/details>/s.exec(markup)![0];
		expect(fold.match(/end \d+\./g)).toHaveLength(100);
		const picked = asked(
			{ type: 'multi_select', options },
			Array.from({ length: 30 }, (_, index) => ({
				chosen_option: ['Red', 'Green'],
				explanation: `Because of ${index}`,
			})),
		);
		expect(textOf(page(picked.survey, picked.answers))).toContain('Because of 29 Red, Green');
	});
});

describe('words', () => {
	it('name the traits and the country that were asked for, not their codes', () => {
		const { survey } = asked({ type: 'open_ended', options: [] }, [], {
			country: 'US',
			targeting: ['amznpr', 'coffee-drinkers'],
		});
		const settings = {
			traitNames: new Map([['amznpr', 'Amazon Prime members']]),
			country: 'United States',
		};
		for (const markup of [page(survey, [], settings), email(survey, [], settings)])
			expect(textOf(markup)).toContain(
				'United States · targeting Amazon Prime members and coffee drinkers',
			);
	});

	it('tell two options of one text apart, and a sure lead without a number that never ends', () => {
		const options = ['a', 'b'].map((id) => ({ id, value: 'Red' }));
		const given = Array.from({ length: 60 }, () => ({ chosen_option: 'b' }));
		const { survey, answers } = asked({ type: 'head_to_head', options }, given);
		const text = textOf(page(survey, answers));
		expect(text).toContain('Red (option 2)');
		expect(textOf(email(survey, answers))).toContain('Red (option 2)');
		expect(text).toContain('Under 1 in 1,000');
	});

	it('list every option in the page, and twelve in the e-mail', () => {
		const names = Array.from(
			{ length: 14 },
			(_, index) => `Name ${String.fromCharCode(65 + index)}`,
		);
		const options = names.map((value) => ({ id: value, value }));
		const { survey, answers } = asked(
			{ type: 'single_select', options },
			names.map((chosen_option) => ({ chosen_option })),
		);
		const [whole, short] = [textOf(page(survey, answers)), textOf(email(survey, answers))];
		expect(whole).toMatch(/Name M 1 of 14 people.*Name N 1 of 14 people/);
		expect(short).toContain('Name L 1 of 14 people');
		expect(short).not.toContain('Name M 1 of 14 people');
		expect(short).toContain('And 2 more options.');
	});

	it('put what is no option behind the options, by its votes', () => {
		const options = ['a', 'b', 'c'].map((id) => ({ id, value: id === 'c' ? 'Blue' : 'Red' }));
		const given = ['c', 'c', 'c', 'Red', 'Green', 'Green'];
		const { survey, answers } = asked(
			{ type: 'single_select', options },
			given.map((chosen_option) => ({ chosen_option })),
		);
		const text = textOf(page(survey, answers));
		expect(text).toMatch(/Blue 3 of 6 people.*Green 2 of 6 people.*Red 1 of 6 people/);
	});

	it('mark no level comparison as won, and say how often chance alone does that', () => {
		const options = ['Mug', 'Cup', 'Jar'].map((value) => ({ id: value, value }));
		const level = asked({ type: 'ranked', options }, [
			...Array.from({ length: 5 }, () => ({ rounds: ['Mug', 'Cup', 'Jar'] })),
			...Array.from({ length: 5 }, () => ({ rounds: ['Cup', 'Mug', 'Jar'] })),
		]);
		const table = page(level.survey, level.answers).split('Direct comparisons')[2]!;
		expect(table).toContain('<td class="best">10</td>');
		expect(table).toContain('<td class="figure">5</td>');
		expect(table).not.toContain('<td class="best">5</td>');
		// The sign test of 15 to 3: p = 2 * 988 / 2^18.
		const lead = asked(
			{ type: 'head_to_head', options: options.slice(0, 2) },
			Array.from({ length: 18 }, (_, index) => ({ chosen_option: index < 15 ? 'Mug' : 'Cup' })),
		);
		expect(textOf(page(lead.survey, lead.answers))).toMatch(/1 in 130 .*\(p = 0\.008\)/);
	});

	it('give a reason for several options to the one with the fewest', () => {
		const options = ['Mug', 'Cup'].map((value) => ({ id: value, value }));
		const both = 'Either would look at home in our kitchen, and I would buy both of them.';
		const { survey, answers } = asked({ type: 'multi_select', options }, [
			{ chosen_option: ['Mug', 'Cup'], explanation: both },
			...['one', 'two', 'three'].map((explanation) => ({ chosen_option: ['Mug'], explanation })),
		]);
		expect(textOf(email(survey, answers))).toMatch(new RegExp(`Cup 1 ${both}`));
	});

	it('of a round robin say that shares are of match-ups, not of people', () => {
		const options = ['Mug', 'Cup', 'Jar'].map((value) => ({ id: value, value }));
		const matchup = { options: ['Mug', 'Cup'] };
		const { survey, answers } = asked({ type: 'head_to_head', options }, [
			{ chosen_option: 'Mug', matchup },
		]);
		for (const markup of [page(survey, answers), email(survey, answers)]) {
			expect(textOf(markup)).toContain('Share of its match-ups that it won.');
			expect(textOf(markup)).not.toContain('Share of the people');
		}
	});

	it('of an option from right to left turn no sentence and no list of figures', () => {
		const hebrew = 'אור ראשון';
		const rounds = [
			[hebrew, 'Mug', 'Cup'],
			['Mug', hebrew, 'Cup'],
			['Cup', 'Mug', hebrew],
		];
		const { survey, answers } = asked(
			{ type: 'ranked', options: rounds[0]!.map((value) => ({ id: value, value })) },
			[0, 0, 0, 0, 1, 1, 1, 2, 2].map((index) => ({ rounds: rounds[index] })),
		);
		const message = email(survey, answers);
		for (const markup of [page(survey, answers), message]) {
			const loose = markup
				.replaceAll(`<bdi>${hebrew}</bdi>`, '')
				.replaceAll(`\u2068${hebrew}\u2069`, '');
			expect(loose).not.toContain(hebrew);
			// Nothing of ours takes its direction from what it holds.
			const ours = /dir="auto"[^>]*>[^<]*(?:wins|leads|respondents|interval|votes)/;
			expect(markup).not.toMatch(ours);
		}
	});

	it('of 1,500 characters are clipped in heads, and stand whole once', () => {
		const long = `${'word '.repeat(300)}end`;
		const { survey, answers } = asked(
			{
				type: 'single_select',
				value: long,
				options: [
					{ id: 'a', value: `${long}-a` },
					{ id: 'b', value: 'B' },
				],
			},
			Array.from({ length: 20 }, (_, index) => ({
				chosen_option: index < 15 ? 'a' : 'b',
				respondent: [{ name: 'Gender', value: 'Female' }],
			})),
		);
		const markup = page(survey, answers);
		expect(markup.match(/end-a/g)).toHaveLength(1);
		expect(markup.match(/word end</g)).toHaveLength(1);
	});
});
