import type { Comparison } from './compare.mts';
import type { Finding, Kind } from './findings.mts';
import type { Evidence, OurFiles, Place } from './ourFiles.mts';

/** A finding with the lines that it is about. */
export interface Reported extends Omit<Finding, 'ours' | 'code'> {
	/** Lines to change, the contract's first; none for what is new as a whole. */
	places: Place[];
	/** On what is confirmed: the evidence that could now be raised to "documented". */
	evidence?: Evidence;
}

/** What `--json` prints. */
export interface Report {
	source: string;
	openapi: string;
	operations: Comparison['operations'];
	/** Findings of each kind, and how many of them the node does not cope with. */
	counts: Record<Kind | 'toChange', number>;
	/** Operations of ours with nothing but confirmed parts. */
	confirmedOperations: string[];
	/** References that were not followed. */
	unresolved: string[];
	findings: Reported[];
	/** 0: all confirmed or compatible; 1: something to change. */
	exitCode: 0 | 1;
}

const KINDS: Kind[] = ['confirmed', 'differs', 'missing', 'new', 'unsaid'];

const operationsIn = (findings: Array<Pick<Finding, 'operations'>>) => [
	...new Set(findings.flatMap(({ operations }) => operations)),
];

/** Puts lines, evidence and counts to the findings of a comparison. */
export function makeReport(
	{ findings, operations }: Comparison,
	files: OurFiles,
	other: { source: string; openapi: string; unresolved: Iterable<string> },
): Report {
	const news = findings.filter(({ kind }) => kind !== 'confirmed');
	const keyOf = ({ ours }: Finding) => JSON.stringify(ours);
	const doubted = new Set(news.filter(({ kind }) => kind !== 'new').map(keyOf));
	const reported = findings.map((finding): Reported => {
		const { ours: _, code: __, ...rest } = finding;
		const isSure = finding.kind === 'confirmed' && !doubted.has(keyOf(finding));
		const evidence = isSure ? files.evidence(finding) : undefined;
		const raised = evidence && evidence.level !== 'documented' && { evidence };
		return { ...rest, places: files.places(finding), ...raised };
	});
	const toChange = findings.filter(({ compatible }) => !compatible).length;
	const counts = KINDS.map((kind) => [kind, findings.filter((each) => each.kind === kind).length]);
	const touched = operationsIn(news);
	return {
		...other,
		unresolved: [...other.unresolved],
		operations,
		counts: { ...(Object.fromEntries(counts) as Record<Kind, number>), toChange },
		confirmedOperations: operationsIn(findings).filter((each) => !touched.includes(each)),
		findings: reported,
		exitCode: toChange > 0 ? 1 : 0,
	};
}

const HEADINGS: Array<[Kind, string]> = [
	['differs', 'Differs'],
	['missing', 'Missing there'],
	['new', 'New there'],
	['unsaid', 'Not said there, so neither confirmed nor wrong'],
];

/** The report for a person at a screen: what to change first, what is confirmed last. */
export function reportText(report: Report): string {
	const { source, openapi, findings, counts, operations, unresolved } = report;
	const lines = [
		`PickFu's description: ${source} (OpenAPI ${openapi}, ${operations.theirs} operations)`,
		`Ours: contract/pickfu.openapi.yaml (${operations.ours} operations)`,
	];
	for (const [kind, heading] of HEADINGS) {
		const own = findings.filter((finding) => finding.kind === kind);
		if (own.length === 0) continue;
		lines.push('', `${heading} (${own.length})`);
		lines.push(...(kind === 'unsaid' ? unsaidLines(own) : own.flatMap(findingLines)));
	}
	lines.push(...confirmedLines(report), '');
	if (unresolved.length > 0) {
		const list = unresolved.join(', ');
		lines.push(`References that lead out of the file were not followed: ${list}`, '');
	}
	lines.push(
		`Summary: ${counts.confirmed} confirmed, ${counts.differs} differ, ${counts.missing} missing there, ` +
			`${counts.new} new there, ${counts.unsaid} not said.`,
		counts.toChange === 0
			? 'Nothing has to change.'
			: `${counts.toChange} to change. After a change of the contract: npm run generate`,
	);
	return lines.join('\n');
}

const placeText = ({ file, line }: Place) => `${file}:${line}`;

function findingLines(finding: Reported): string[] {
	const { operations, subject, text, compatible, kind, places } = finding;
	const harmless = compatible && kind !== 'new' ? ' (the node copes)' : '';
	const whose = operations.length > 0 ? `${operations.join(', ')}: ` : '';
	const where = places.length > 0 ? [`      ${places.map(placeText).join('  ')}`] : [];
	return [`  ${whose}${subject} ${text}${harmless}`, ...where];
}

/** Findings of which one line says the same, in the order in which the lines were first met. */
function grouped(findings: Reported[], lineOf: (finding: Reported) => string) {
	const lines = [...new Set(findings.map(lineOf))];
	return lines.map((line) => [line, findings.filter((each) => lineOf(each) === line)] as const);
}

/** One line for all operations of which the other file leaves out the same thing. */
function unsaidLines(findings: Reported[]): string[] {
	return grouped(findings, ({ subject, text }) => `${subject} ${text}`).map(
		([line, members]) => `  ${line}: ${operationsIn(members).join(', ')}`,
	);
}

/** The operations that are confirmed whole, and the lines of evidence that could be raised. */
function confirmedLines({ findings, confirmedOperations }: Report): string[] {
	const confirmed = findings.filter(({ kind }) => kind === 'confirmed');
	const lines = ['', `Confirmed (${confirmed.length})`];
	if (confirmedOperations.length > 0) {
		lines.push(`  in every part: ${confirmedOperations.join(', ')}`);
	}
	const raised = confirmed.filter(({ evidence }) => evidence);
	if (raised.length > 0) lines.push('  evidence that could be raised to documented:');
	const lineOf = ({ evidence }: Reported) => `${placeText(evidence!.place)} (${evidence!.level})`;
	for (const [line, members] of grouped(raised, lineOf)) {
		const codes = members.flatMap(({ evidence }) => evidence?.code ?? []).slice(-1);
		const subjects = [...new Set(members.map(({ subject }) => subject))].join(', ');
		lines.push(`    ${operationsIn(members).join(', ')}: ${subjects}`);
		lines.push(`      ${[line, ...codes.map(placeText)].join('  ')}`);
	}
	return lines;
}
