import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import { inOrder } from '../../api/concurrency';
import type { Connection } from '../../api/connection';
import { download } from '../../api/download';
import type { Answer, Survey } from '../../api/shapes';
import { reportEmail, reportPage, type ReportSettings, type SurveyResults } from '../../results';

/** Largest image that a report takes in, in bytes; all of them are kept inside the page. */
const MOST_IMAGE_BYTES = 3 * 1024 * 1024;

/** Images of a report; options beyond them get a placeholder. */
const MOST_IMAGES = 24;

/** Images that are fetched at the same time. */
const IMAGES_AT_ONCE = 3;

/** Which forms of the report are wanted. */
export interface ReportChoice {
	/** The page, as a file. */
	page: boolean;
	/** The form for e-mail, as text. */
	email: boolean;
	/** The binary field for the page. */
	field: string;
}

/** What a report adds to the item. */
export interface Report {
	json: IDataObject;
	binary: IBinaryKeyData;
}

/**
 * The results as something to look at: a page as a file, and the body of an e-mail as text.
 *
 * @param results with reasons and breakdowns, if they should stand in it
 */
export async function makeReport(
	connection: Connection,
	choice: ReportChoice,
	survey: Survey,
	results: SurveyResults,
	answers: Answer[],
): Promise<Report> {
	const binary: IBinaryKeyData = {};
	if (choice.page) {
		const settings: ReportSettings = { images: await images(connection, survey) };
		const page = reportPage(survey, results, answers, settings);
		const context = connection.context;
		if ('prepareBinaryData' in context.helpers) {
			binary[choice.field] = await context.helpers.prepareBinaryData(
				Buffer.from(page, 'utf8'),
				`${fileName(survey)}.html`,
				'text/html',
			);
		}
	}
	const json: IDataObject = choice.email
		? { reportEmail: reportEmail(survey, results, answers) }
		: {};
	return { json, binary };
}

/** The images of the options, as the page can hold them; what cannot be fetched gets a placeholder. */
async function images(connection: Connection, survey: Survey): Promise<Map<string, string>> {
	const addresses = new Set(
		survey.questions.flatMap(({ options }) =>
			options.flatMap(({ mediaUrl }) => (mediaUrl === undefined ? [] : [mediaUrl])),
		),
	);
	const fetched = await inOrder(
		[...addresses].slice(0, MOST_IMAGES),
		IMAGES_AT_ONCE,
		async (address) => {
			const image = await download(connection, address, MOST_IMAGE_BYTES).catch(() => undefined);
			const known = image !== undefined && /^image\/(png|jpeg|gif|webp|avif)$/.test(image.mimeType);
			return known
				? ([address, `data:${image.mimeType};base64,${image.content.toString('base64')}`] as const)
				: undefined;
		},
	);
	return new Map(fetched.filter((entry) => entry !== undefined));
}

function fileName({ name, id }: Survey): string {
	const words = (name ?? '')
		.normalize('NFKD')
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-+|-+$/g, '');
	return `${words.slice(0, 80) || id || 'survey'}-results`;
}
