import type { SurveyQuestion } from '../../api/shapes';
import { clip } from '../../api/text';
import { counted, percentOf } from '../numbers';
import type { OptionResult, QuestionResult, RatingCount } from '../types';
import { markup, type Html } from './html';
import { picture, pictureOfResult, type Medium } from './pictures';
import { byRank, clearLabel, countsOf } from './words';

/** Options listed in an e-mail. */
const MAX_ROWS = 12;

/** One row for each option: image, name, counts and interval in words, share, bar. */
export function optionBars(question: SurveyQuestion, result: QuestionResult, medium: Medium): Html {
	const sorted = byRank(result.options);
	const open = medium.isEmail ? sorted.slice(0, MAX_ROWS) : sorted;
	const rows = open.map((option) => {
		const label = clearLabel(option, result.options);
		return bar({
			image: picture(pictureOfResult(question, option), 'thumb', clip(label, 80), medium),
			name: openText(label, 160, medium),
			small: countsOf(option, result),
			figure: percentOf(option.votes, option.base),
			share: option.share,
			ends: !medium.isEmail && whisker(option),
			isFirst: option.rank === 1,
		});
	});
	const more = sorted.length - open.length;
	return markup`${rows}<p class="key">${more > 0 && `And ${counted(more, 'more option')}. `}${keyOf(result)}</p>`;
}

/** The places of a scale, the best first, then what has no number, with the share of each. */
export function ratingBars({ distribution = [], type, counted: people }: QuestionResult): Html[] {
	const isNumber = ({ value }: RatingCount) => typeof value === 'number';
	const most = Math.max(...distribution.map(({ votes }) => votes));
	const numbers = distribution.filter(isNumber).reverse();
	return [...numbers, ...distribution.slice(numbers.length)].map(({ value, votes, share }) =>
		bar({
			name: markup`<bdi>${clip(String(value), 24)}</bdi>${type === 'star_rating' && typeof value === 'number' && ' ★'}`,
			small: counted(votes, 'person', 'people'),
			figure: percentOf(votes, people),
			share,
			isFirst: votes === most,
		}),
	);
}

/** A text with its direction to itself; of a long one its beginning, in a page with the whole behind a fold. */
export function openText(text: string, most: number, { isEmail }: Medium): Html {
	const short = clip(text, most);
	return markup`<bdi>${short}</bdi>${short !== text && !isEmail && fold('Full text', text)}`;
}

/** A long text behind a fold. */
export function fold(title: string, text: string): Html {
	return markup`<details class="whole"><summary>${title}</summary><p dir="auto">${text}</p></details>`;
}

/** A bar is a table: Outlook for Windows knows widths of cells, and no other. */
function bar(row: {
	image?: Html | null;
	name: Html;
	small: string;
	figure: string;
	share: number | null;
	ends?: Html | false;
	isFirst: boolean;
}): Html {
	const { image, name, small, figure, share, ends, isFirst } = row;
	const first = isFirst ? ' first' : '';
	const width = Math.round(100 * (share ?? 0));
	const part = (kind: string, percentage: number) =>
		percentage > 0 && markup`<td class="${kind}" width="${percentage}%">&nbsp;</td>`;
	return markup`<table class="option" role="presentation">
		<tr>${image && markup`<td class="side" rowspan="2">${image}</td>`}
		<td class="what"><div class="name">${name}</div><small>${small}</small></td>
		<td class="share${first}">${figure}</td></tr>
		<tr><td class="line" colspan="2"><table class="track" role="presentation">
		<tr>${part(isFirst ? 'fill ahead' : 'fill', width)}${part('rest', 100 - width)}</tr></table>${ends}</td></tr></table>`;
}

function whisker({ low, high }: OptionResult): Html | false {
	if (low === null || high === null) return false;
	const [left, width] = [100 * low, 100 * (high - low)].map((end) => end.toFixed(1));
	return markup`<div class="interval" style="left:${left}%;width:${width}%"></div>`;
}

function keyOf({ kind, rounds }: QuestionResult): string {
	if (kind === 'ranked' && rounds !== undefined)
		return "Share of the votes in the option's last round; shares don't add up to 100%.";
	if (kind === 'several') return 'Share of the people who chose it; several could be chosen.';
	if (kind === 'pairs') return 'Share of its match-ups that it won.';
	return kind === 'ranked' ? 'Share of the first places.' : 'Share of the people who chose it.';
}
