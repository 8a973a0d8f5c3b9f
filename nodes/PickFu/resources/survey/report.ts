import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { inOrder } from '../../api/concurrency';
import type { Connection } from '../../api/connection';
import { download } from '../../api/download';
import { call } from '../../api/request';
import { readTraits } from '../../api/traits';
import { type Answer, type Survey } from '../../api/shapes';
import type { ReportSettings, SurveyResults } from '../../results';
import { COUNTRIES } from '../countries';

/** Largest image that a report takes in, in bytes; all of them are kept inside the page. */
const MOST_IMAGE_BYTES = 3 * 1024 * 1024;

/** Images of a report; the page says how many it leaves out. */
const MOST_IMAGES = 24;

/** Images that are fetched at the same time. */
const IMAGES_AT_ONCE = 3;

/**
 * The results as something to look at, to add to the item: a page as a file, and the body of an e-mail as text.
 *
 * @param forms `page`, `email` or both
 * @param field the binary field for the page
 * @param results with reasons and breakdowns, if they should stand in it
 */
export async function makeReport(
	connection: Connection,
	forms: string[],
	field: string,
	survey: Survey,
	results: SurveyResults,
	answers: Answer[],
): Promise<{ json: IDataObject; binary: IBinaryKeyData }> {
	const { helpers } = connection.context;
	const { picturesOf, reportEmail, reportPage } = await import('../../results');
	const settings: ReportSettings = {
		traitNames: await traitNames(connection, survey),
		country: COUNTRIES.find(({ value }) => value === survey.country)?.name,
	};
	const json: IDataObject = {};
	const binary: IBinaryKeyData = {};
	if (forms.includes('email')) json.reportEmail = reportEmail(survey, results, answers, settings);
	if (forms.includes('page') && 'prepareBinaryData' in helpers) {
		const images = await fetchImages(connection, picturesOf(survey));
		const page = reportPage(survey, results, answers, { ...settings, images });
		const content = Buffer.from(page, 'utf8');
		const name = `${fileName(survey)}.html`;
		binary[field] = await helpers.prepareBinaryData(content, name, 'text/html');
	}
	return { json, binary };
}

/** The names of the traits that respondents were chosen by. A report is worth having without them. */
async function traitNames(
	connection: Connection,
	{ targeting }: Survey,
): Promise<Map<string, string>> {
	if (targeting.length === 0) return new Map();
	try {
		const once = { maxWaitMs: 0, repeats: false } as const;
		const traits = readTraits(await call(connection, 'listTargetingTraits', once));
		return new Map(traits.map(({ permalink, name }) => [permalink, name]));
	} catch {
		return new Map();
	}
}

/** The images as the page can hold them; what cannot be fetched gets a placeholder. */
async function fetchImages(connection: Connection, urls: string[]): Promise<Map<string, string>> {
	const fetched = await inOrder(urls.slice(0, MOST_IMAGES), IMAGES_AT_ONCE, async (url) => {
		const image = await download(connection, url, MOST_IMAGE_BYTES).catch(() => undefined);
		const known = image !== undefined && /^image\/(png|jpeg|gif|webp|avif)$/.test(image.mimeType);
		return known
			? ([url, `data:${image.mimeType};base64,${image.content.toString('base64')}`] as const)
			: undefined;
	});
	return new Map(fetched.filter((entry) => entry !== undefined));
}

function fileName({ name, id }: Survey): string {
	const words = (name ?? '')
		.normalize('NFC')
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return `${[...words].slice(0, 80).join('') || id || 'survey'}-results`;
}
