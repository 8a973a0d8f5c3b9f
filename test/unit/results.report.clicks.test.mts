import { askedIn } from '../support/reportCounted.mts';
import { example } from '../support/reportExamples.mts';
import { PIXEL, asked, email, page } from '../support/reportMarkup.mts';
import { all, treeOf, wordsIn } from '../support/reportReading.mts';

describe('the map of clicks', () => {
	/** Its spots as places in percent with the clicks at each, and the rest of what it draws. */
	function mapOf(markup: string) {
		const [heat] = all(treeOf(markup), 'figure.heat');
		const circles = all(heat!, 'circle');
		const at = (circle: (typeof circles)[number]) =>
			['cx', 'cy'].map((name) => circle.attributes.get(name)).join(' ');
		const glows = circles.filter((circle) => !circle.classes.includes('dot'));
		return {
			heat: heat!,
			glows,
			spots: glows.map(at),
			dots: circles.filter((circle) => circle.classes.includes('dot')).map(at),
			opacity: new Map(glows.map((one) => [at(one), Number(one.attributes.get('opacity'))])),
		};
	}

	const clicks = (...places: Array<[x: number, y: number]>) =>
		asked(
			{ type: 'click_test', options: [{ id: 'o', mediaUrl: 'https://images.example.com/shop' }] },
			places.map(([x, y]) => ({ clicks: [{ x, y }] })),
		);
	const mapped = (...places: Array<[x: number, y: number]>) => {
		const { survey, answers } = clicks(...places);
		return mapOf(page(survey, answers));
	};

	it('has a spot and a dot in each half percent of the image that was clicked', () => {
		const { given } = askedIn(example('six'), 4);
		// A place is known to four digits.
		const place = (fraction: number) =>
			`${(Math.min(199, Math.floor(Math.round(fraction * 1e4) / 50)) + 0.5) / 2}%`;
		const places = given.flatMap(({ clicks: own }) =>
			own!.map(({ x, y }) => `${place(x)} ${place(y)}`),
		);
		const { spots, dots, heat } = mapOf(example('six').page);
		expect(spots).toEqual([...new Set(places)]);
		expect(dots).toEqual(spots);
		expect(wordsIn(all(heat, 'figcaption')[0])).toBe(
			'100 clicks. Each dot is a place that was clicked; the warmer, the more clicks around it.',
		);
		expect(all(heat, 'svg')[0]!.attributes.get('aria-label')).toBe('100 clicks');
		expect(all(heat, 'img').map(({ attributes }) => attributes.get('src'))).toEqual([PIXEL]);
		expect(all(heat, 'div.blank')).toEqual([]);
	});

	it('is drawn for a single click, too', () => {
		const { spots, dots, heat } = mapped([0.1, 0.9]);
		expect([spots, dots]).toEqual([['10.25% 90.25%'], ['10.25% 90.25%']]);
		expect(wordsIn(all(heat, 'figcaption')[0])).toMatch(/^1 click\. /);
	});

	it('keeps clicks on the edges inside', () => {
		expect(mapped([0, 0], [1, 1]).spots).toEqual(['0.25% 0.25%', '99.75% 99.75%']);
	});

	it('is warmer where more people clicked, and full of nothing', () => {
		const many = Array.from({ length: 30 }, (): [number, number] => [0.5, 0.5]);
		const { opacity } = mapped(...many.slice(0, 4), [0.1, 0.1], [0.1, 0.1], [0.9, 0.9], ...many);
		const of = (spot: string) => opacity.get(spot)!;
		expect(of('90.25% 90.25%')).toBeGreaterThan(0.05);
		expect(of('10.25% 10.25%')).toBeCloseTo(2 * of('90.25% 90.25%'), 1);
		expect(of('50.25% 50.25%')).toBe(1);
		// A lone click can be seen and hides nothing.
		const [lone] = mapped([0.1, 0.1]).opacity.values();
		expect(lone).toBe(0.75);
		const spread = Array.from({ length: 500 }, (_, at): [number, number] => [at / 500, at / 500]);
		expect(Math.min(...mapped(...spread).opacity.values())).toBeGreaterThanOrEqual(0.08);
	});

	it('fills each spot from a gradient of its own question that fades to nothing', () => {
		const { heat, glows } = mapped([0.2, 0.2]);
		const [gradient] = all(heat, 'radialgradient');
		expect(glows[0]!.attributes.get('fill')).toBe(`url(#${gradient!.attributes.get('id')})`);
		const stops = all(gradient!, 'stop').map(({ attributes }) => attributes);
		expect(stops.map((stop) => Number(stop.get('offset')))).toEqual([0, 0.55, 1]);
		expect(stops.map((stop) => Number(stop.get('stop-opacity')))).toEqual([0.9, 0.45, 0]);
	});

	it('draws thousands of different places in a coarser raster of 32', () => {
		const grid = Array.from({ length: 1_600 }, (_, at): [number, number] => [
			(at % 40) / 40,
			Math.floor(at / 40) / 40,
		]);
		expect(mapped(...grid).spots).toHaveLength(32 * 32);
		expect(mapped(...grid.slice(0, 1_200)).spots).toHaveLength(1_200);
	});

	it('says that the image is missing where it is', () => {
		expect(wordsIn(all(mapped([0.5, 0.5]).heat, 'div.blank')[0])).toBe(
			'The image is not part of this report.',
		);
	});

	it('is not part of an e-mail, which shows the image instead', () => {
		const { survey, answers } = clicks([0.5, 0.5]);
		const sources = all(treeOf(email(survey, answers)), 'img');
		expect(sources.map(({ attributes }) => attributes.get('src'))).toEqual([
			'https://images.example.com/shop',
		]);
		const shown = all(example('six').inPage[6]!, 'div.shown');
		expect(shown).toEqual([]);
	});
});
