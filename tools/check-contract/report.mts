import type { Comparison } from './compare.mts';
import { pointerText } from './description.mts';
import type { Finding, Kind } from './findings.mts';
import type { Evidence, OurFiles, Place } from './ourFiles.mts';

/** A finding with the lines that it is about. */
export interface Reported extends Omit<Finding, 'ours' | 'there' | 'code'> {
	/** Lines to change, the contract's first; none for what is new as a whole. */
	places: Place[];
	/** JSON pointer into the other file. */
	there: string;
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

/** Puts lines, evidence and counts to the findings of a comparison. */
export function makeReport(
	{ findings, operations }: Comparison,
	files: OurFiles,
	other: { source: string; openapi: string; unresolved: Iterable<string> },
): Report {
	const isNews = ({ kind }: Finding) => kind !== 'confirmed';
	const keyOf = ({ ours }: Finding) => JSON.stringify(ours);
	const doubted = new Set(
		findings.filter((each) => isNews(each) && each.kind !== 'new').map(keyOf),
	);
	const reported = findings.map((finding): Reported => {
		const { ours: _, there, code: __, ...rest } = finding;
		const isDoubted = isNews(finding) || doubted.has(keyOf(finding));
		const evidence = isDoubted ? undefined : files.evidence(finding);
		return {
			...rest,
			places: files.places(finding),
			there: pointerText(there),
			...(evidence && evidence.level !== 'documented' && { evidence }),
		};
	});
	const toChange = findings.filter(({ compatible }) => !compatible).length;
	const touched = new Set(findings.filter(isNews).flatMap((finding) => finding.operations));
	const met = new Set(findings.flatMap((finding) => finding.operations));
	return {
		...other,
		unresolved: [...other.unresolved],
		operations,
		counts: { ...counted(findings), toChange },
		confirmedOperations: [...met].filter((operation) => !touched.has(operation)),
		findings: reported,
		exitCode: toChange > 0 ? 1 : 0,
	};
}

function counted(findings: Finding[]): Record<Kind, number> {
	const counts = { confirmed: 0, differs: 0, missing: 0, new: 0, unsaid: 0 };
	for (const { kind } of findings) counts[kind] += 1;
	return counts;
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
	const { operations, subject, text, compatible, kind, places, there } = finding;
	const harmless = compatible && kind !== 'new' ? ' (the node copes)' : '';
	const whose = operations.length > 0 ? `${operations.join(', ')}: ` : '';
	const where = [...places.map(placeText), `there ${there}`].join('  ');
	return [`  ${whose}${subject} ${text}${harmless}`, `      ${where}`];
}

/** Things by a key of theirs, in the order in which the keys were first met. */
function grouped<T>(things: T[], keyOf: (thing: T) => string): Array<[string, T[]]> {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		const key = keyOf(thing);
		groups.set(key, [...(groups.get(key) ?? []), thing]);
	}
	return [...groups];
}

const operationsIn = (findings: Reported[]) =>
	[...new Set(findings.flatMap(({ operations }) => operations))].join(', ');

/** One line for all operations of which the other file leaves out the same thing. */
function unsaidLines(findings: Reported[]): string[] {
	return grouped(findings, ({ subject, text }) => `${subject} ${text}`).map(
		([what, members]) => `  ${what}: ${operationsIn(members)}`,
	);
}

/** Per evidence line what could be raised, and the operations that are confirmed whole. */
function confirmedLines({ findings, confirmedOperations }: Report): string[] {
	const confirmed = findings.filter(({ kind }) => kind === 'confirmed');
	const lines = ['', `Confirmed (${confirmed.length})`];
	if (confirmedOperations.length > 0) {
		lines.push(`  in every part: ${confirmedOperations.join(', ')}`);
	}
	const raised = confirmed.filter(({ evidence }) => evidence);
	if (raised.length > 0) lines.push('  evidence that could be raised to documented:');
	const lineOf = ({ evidence }: Reported) => (evidence ? placeText(evidence.place) : '');
	for (const [place, members] of grouped(raised, lineOf)) {
		const code = members.flatMap(({ evidence }) => evidence?.code ?? []).at(-1);
		lines.push(
			`    ${operationsIn(members)}: ${listed(members)} (${members[0]?.evidence?.level})`,
			`      ${place}${code ? `  ${placeText(code)}` : ''}`,
		);
	}
	return lines;
}

/** "answer field `a`, `b` and 3 more": each kind of part named once. */
function listed(findings: Reported[]): string {
	const most = 8;
	const subjects = [...new Set(findings.map(({ subject }) => subject))];
	return grouped(subjects, (subject) => subject.replace(/ ?`.*`$/, ''))
		.map(([kind, members]) => {
			const names = members.map((subject) => subject.slice(kind.length).trim()).filter(Boolean);
			const more = names.length > most ? ` and ${names.length - most} more` : '';
			return `${kind} ${names.slice(0, most).join(', ')}${more}`.trimEnd();
		})
		.join('; ');
}
