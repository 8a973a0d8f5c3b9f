import type { Answer, Survey } from '../../api/shapes';
import type { SurveyResults } from '../types';
import { dataImage, Html, markup } from './html';
import { decisionOf, footOf, headOf } from './overview';
import type { Medium, ReportSettings } from './pictures';
import { questionBlocks } from './question';
import { STYLE } from './style';
import { titleOf } from './words';

/**
 * The results as one HTML file that asks the net for nothing and runs nothing: its Content Security
 * Policy allows its own styles and images that are part of it. Readable from 320 pixels up, in light and
 * dark, by keyboard, and on A4 paper. Whatever people wrote is escaped.
 *
 * @param survey the survey that `results` were made from
 * @param answers for the quotes; the figures come from `results`
 */
export function reportPage(
	survey: Survey,
	results: SurveyResults,
	answers: readonly Answer[],
	settings: ReportSettings = {},
): string {
	const sourceOf: Medium['sourceOf'] = (url = '') => dataImage(settings.images?.get(url));
	const medium = { isEmail: false, sourceOf };
	const blocks = questionBlocks(survey, results, answers, medium, 3);
	return markup`<!doctype html>
		<html lang="en"><head><meta charset="utf-8">
		<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
		<meta name="viewport" content="width=device-width, initial-scale=1">
		<meta name="referrer" content="no-referrer">
		<title>${titleOf(results)}</title><style>${new Html(STYLE)}</style></head>
		<body><main><header>${headOf(survey, results, settings)}</header>
		<section class="card decision">${decisionOf(survey, results, medium)}</section>
		${blocks.map((block) => markup`<section class="card">${block}</section>`)}
		<footer>${footOf(survey, results)}</footer></main></body></html>`.source;
}
