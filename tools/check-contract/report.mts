import type { Comparison } from './compare.mts';
import { pointerText } from './description.mts';
import type { Finding, Kind } from './findings.mts';
import type { Evidence, OurFiles, Place } from './places.mts';

/** A finding with the lines that it is about. */
export interface Reported extends Omit<Finding, 'ours' | 'there' | 'code'> {
	/** Lines to change, the contract's first; none for what is new as a whole. */
	places: Place[];
	/** JSON pointer into the other file. */
	there?: string;
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
	comparison: Comparison,
	files: OurFiles,
	other: { source: string; openapi: string; unresolved: Iterable<string> },
): Report {
	const { findings, operations } = comparison;
	const placeKey = ({ ours }: Finding) => JSON.stringify(ours);
	const doubted = new Set(
		findings
			.filter(({ kind, ours }) => ours && kind !== 'confirmed' && kind !== 'new')
			.map(placeKey),
	);
	const reported = findings.map((finding): Reported => {
		const { ours: _, there, code: __, ...rest } = finding;
		const known = finding.kind === 'confirmed' && !doubted.has(placeKey(finding));
		const evidence = known ? files.evidence(finding) : undefined;
		return {
			...rest,
			places: files.places(finding),
			...(there && { there: pointerText(there) }),
			...(evidence && evidence.level !== 'documented' && { evidence }),
		};
	});
	const count = (kind: Kind) => findings.filter((finding) => finding.kind === kind).length;
	const toChange = findings.filter(({ compatible }) => !compatible).length;
	const touched = new Set(
		findings.filter(({ kind }) => kind !== 'confirmed').flatMap((finding) => finding.operations),
	);
	const met = new Set(findings.flatMap((finding) => finding.operations));
	return {
		source: other.source,
		openapi: other.openapi,
		operations,
		counts: {
			confirmed: count('confirmed'),
			differs: count('differs'),
			missing: count('missing'),
			new: count('new'),
			unsaid: count('unsaid'),
			toChange,
		},
		confirmedOperations: [...met].filter((operation) => !touched.has(operation)),
		unresolved: [...other.unresolved],
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
	const { findings, counts, operations } = report;
	const lines = [
		`PickFu's description: ${report.source} (OpenAPI ${report.openapi}, ${operations.theirs} operations)`,
		`Ours: contract/pickfu.openapi.yaml (${operations.ours} operations)`,
	];
	for (const [kind, heading] of HEADINGS) {
		const own = findings.filter((finding) => finding.kind === kind);
		if (own.length === 0) continue;
		lines.push('', `${heading} (${own.length})`);
		lines.push(...(kind === 'unsaid' ? unsaidLines(own) : own.flatMap(findingLines)));
	}
	lines.push(...confirmedLines(report));
	if (report.unresolved.length > 0) {
		lines.push(
			'',
			`References that lead out of the file were not followed: ${report.unresolved.join(', ')}`,
		);
	}
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

function placeText({ file, line }: Place): string {
	return `${file}:${line}`;
}

function findingLines(finding: Reported): string[] {
	const { operations, subject, text, compatible, kind, places, there } = finding;
	const harmless = compatible && kind !== 'new' ? ' (the node copes)' : '';
	const where = [...places.map(placeText), ...(there === undefined ? [] : [`there ${there}`])];
	const whose = operations.length > 0 ? `${operations.join(', ')}: ` : '';
	return [`  ${whose}${subject} ${text}${harmless}`, `      ${where.join('  ')}`];
}

/** One line for all operations of which the other file leaves out the same thing. */
function unsaidLines(findings: Reported[]): string[] {
	const groups = new Map<string, Reported[]>();
	for (const finding of findings) {
		const key = `${finding.subject} ${finding.text}`;
		groups.set(key, [...(groups.get(key) ?? []), finding]);
	}
	return [...groups].map(([what, members]) => {
		const operations = new Set(members.flatMap((finding) => finding.operations));
		return `  ${what}: ${[...operations].join(', ')}`;
	});
}

/** Per evidence line what could be raised, and the operations that are confirmed whole. */
function confirmedLines({ findings, confirmedOperations }: Report): string[] {
	const confirmed = findings.filter(({ kind }) => kind === 'confirmed');
	const lines = ['', `Confirmed (${confirmed.length})`];
	if (confirmedOperations.length > 0) {
		lines.push(`  in every part: ${confirmedOperations.join(', ')}`);
	}
	const groups = new Map<
		string,
		{ evidence: Evidence; subjects: Set<string>; operations: Set<string> }
	>();
	for (const { evidence, subject, operations } of confirmed) {
		if (!evidence) continue;
		const key = placeText(evidence.place);
		const group = groups.get(key) ?? { evidence, subjects: new Set(), operations: new Set() };
		group.subjects.add(subject);
		operations.forEach((operation) => group.operations.add(operation));
		if (evidence.code) group.evidence = evidence;
		groups.set(key, group);
	}
	if (groups.size > 0) lines.push('  evidence that could be raised to documented:');
	for (const [place, { evidence, subjects, operations }] of groups) {
		const code = evidence.code ? `  ${placeText(evidence.code)}` : '';
		lines.push(
			`    ${[...operations].join(', ')}: ${listed([...subjects])} (${evidence.level})`,
			`      ${place}${code}`,
		);
	}
	return lines;
}

/** "answer field `a`, `b` and 3 more": each kind of part named once. */
function listed(subjects: string[]): string {
	const most = 8;
	const kinds = new Map<string, string[]>();
	for (const subject of subjects) {
		const [, kind = subject, name] = /^(.*?) ?(`.*`)?$/.exec(subject) ?? [];
		kinds.set(kind, [...(kinds.get(kind) ?? []), ...(name === undefined ? [] : [name])]);
	}
	return [...kinds]
		.map(([kind, names]) => {
			const more = names.length > most ? ` and ${names.length - most} more` : '';
			return `${kind} ${names.slice(0, most).join(', ')}${more}`.trimEnd();
		})
		.join('; ');
}
