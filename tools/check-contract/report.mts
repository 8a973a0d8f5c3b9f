import { compareContracts } from './compare.mts';
import type { Description } from './description.mts';
import type { Finding, Kind } from './findings.mts';
import type { Evidence, OurFiles, Place } from './ourFiles.mts';

/** What `--json` prints. */
export type Report = ReturnType<typeof makeReport>;

/** A finding with the lines that it is about. */
export interface Reported extends Omit<Finding, 'ours' | 'code'> {
	/** Lines to change, the contract's first; none for what is new as a whole. */
	places: Place[];
	/** On what is confirmed: the evidence that could now be raised to "documented". */
	evidence: Evidence | undefined;
}

const operationsIn = (findings: Array<{ operations: string[] }>) => [
	...new Set(findings.flatMap(({ operations }) => operations)),
];

/** Compares the other file with ours, and puts lines, evidence and counts to what is found. */
export function makeReport(source: string, theirs: Description, files: OurFiles) {
	const { findings, operations } = compareContracts(files.contract, theirs);
	const news = findings.filter(({ kind }) => kind !== 'confirmed');
	const touched = operationsIn(news);
	const doubted = new Set(news.filter(({ kind }) => kind !== 'new').map(({ ours }) => ours));
	const toChange = findings.filter(({ compatible }) => !compatible).length;
	const ofKind = (wanted: Kind) => findings.filter(({ kind }) => kind === wanted);
	const counts = Object.fromEntries(PARTS.map(([kind]) => [kind, ofKind(kind).length]));
	return {
		source,
		openapi: String(theirs.root.openapi),
		/** References that were not followed. */
		unresolved: [...theirs.unresolved],
		operations,
		/** Findings of each kind, and how many of them the node does not cope with. */
		counts: { ...(counts as Record<Kind, number>), toChange },
		/** Operations of ours with nothing but confirmed parts. */
		confirmedOperations: operationsIn(findings).filter((each) => !touched.includes(each)),
		findings: findings.map(({ ours, code, ...finding }): Reported => {
			const isSure = finding.kind === 'confirmed' && !doubted.has(ours);
			const evidence = isSure ? files.evidence(ours, code) : undefined;
			return { ...finding, places: files.places(ours, code), evidence };
		}),
		/** 0: all confirmed or compatible; 1: something to change. */
		exitCode: toChange > 0 ? 1 : 0,
	};
}

/** The parts of the report, in their order. */
const PARTS: Array<[Kind, string, (findings: Reported[]) => string[]]> = [
	['differs', 'Differs', changeLines],
	['missing', 'Missing there', changeLines],
	['new', 'New there', changeLines],
	['unsaid', 'Not said there, so neither confirmed nor wrong', unsaidLines],
	['confirmed', 'Confirmed', evidenceLines],
];

/** The report for a person at a screen: what to change first, what is confirmed last. */
export function reportText(report: Report): string {
	const { source, openapi, findings, counts, operations, unresolved } = report;
	const lines = [
		`PickFu's description: ${source} (OpenAPI ${openapi}, ${operations.theirs} operations)`,
		`Ours: contract/pickfu.openapi.yaml (${operations.ours} operations)`,
	];
	for (const [kind, heading, linesOf] of PARTS) {
		if (counts[kind] === 0) continue;
		lines.push('', `${heading} (${counts[kind]})`);
		if (kind === 'confirmed' && report.confirmedOperations.length > 0) {
			lines.push(`  in every part: ${report.confirmedOperations.join(', ')}`);
		}
		lines.push(...linesOf(findings.filter((finding) => finding.kind === kind)));
	}
	const outside = `References that lead out of the file were not followed: ${unresolved.join(', ')}`;
	if (unresolved.length > 0) lines.push('', outside);
	lines.push(
		'',
		`Summary: ${counts.confirmed} confirmed, ${counts.differs} differ, ${counts.missing} missing there, ` +
			`${counts.new} new there, ${counts.unsaid} not said.`,
		counts.toChange === 0
			? 'Nothing has to change.'
			: `${counts.toChange} to change. After a change of the contract: npm run generate`,
	);
	return lines.join('\n');
}

const placeText = ({ file, line }: Place) => `${file}:${line}`;

function changeLines(findings: Reported[]): string[] {
	return findings.flatMap(({ operations, subject, text, compatible, kind, places }) => {
		const harmless = compatible && kind !== 'new' ? ' (the node copes)' : '';
		const whose = operations.length > 0 ? `${operations.join(', ')}: ` : '';
		const where = places.length > 0 ? [`      ${places.map(placeText).join('  ')}`] : [];
		return [`  ${whose}${subject} ${text}${harmless}`, ...where];
	});
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

/** The lines of evidence that could be raised. */
function evidenceLines(findings: Reported[]): string[] {
	const raised = findings.filter(({ evidence }) => evidence);
	const lineOf = ({ evidence }: Reported) => `${placeText(evidence!.place)} (${evidence!.level})`;
	const lines = grouped(raised, lineOf).flatMap(([line, members]) => {
		const codes = members.flatMap(({ evidence }) => evidence?.code ?? []).slice(-1);
		const subjects = [...new Set(members.map(({ subject }) => subject))].join(', ');
		return [
			`    ${operationsIn(members).join(', ')}: ${subjects}`,
			`      ${[line, ...codes.map(placeText)].join('  ')}`,
		];
	});
	return lines.length > 0 ? ['  evidence that could be raised to documented:', ...lines] : [];
}
