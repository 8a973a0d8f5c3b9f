import type { StoredProject, Wire } from '../state/model.mts';
import type { World } from '../state/world.mts';
import { requireEditor } from './access.mts';
import type { Call, Handler } from './call.mts';
import { filterText, pageOf } from './call.mts';
import { notFound, validationFailed } from './problem.mts';
import { wireListItem } from './survey-wire.mts';

const listTags: Handler = (call) => {
	const { world, caller } = call;
	const wanted = (filterText(call, 'query') ?? '').toLowerCase();
	const tags = world.tags
		.filter((tag) => tag.team === caller.account.team && tag.name.toLowerCase().includes(wanted))
		.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.id - b.id);
	return pageOf(call, tags, ({ id, name }) => ({ id, name }));
};

const createTag: Handler = (call) => {
	requireEditor(call.caller);
	const { world, caller } = call;
	const name = (call.body as Wire['CreateTagBody']).name.trim();
	if (name === '') throw validationFailed(['name must not be empty']);
	const tag = world.tagNamed(caller.account.team, name);
	return { status: 201, data: { id: tag.id, name: tag.name } };
};

function wireProject(world: World, origin: string, project: StoredProject): Wire['Project'] {
	const surveys = [...world.surveys.values()].filter((survey) => survey.projectId === project.id);
	return {
		id: project.id,
		name: project.name,
		description: project.description,
		goal: project.goal,
		url: `${origin}/projects/${project.id}`,
		archived: project.archived,
		bookmarked: project.bookmarked,
		createdAt: new Date(project.createdAt).toISOString(),
		updatedAt: new Date(project.updatedAt).toISOString(),
		surveys: surveys.map((survey) => wireListItem(world, survey)),
	};
}

function projectOf({ world, caller, params }: Call): StoredProject {
	const project = world.projects.get(params['id'] ?? '');
	if (!project || project.team !== caller.account.team) throw notFound('Project');
	return project;
}

/** In the list `user` is an object. */
const listProjects: Handler = (call) => {
	const { world, caller, query, origin } = call;
	const fits = (project: StoredProject, name: 'archived' | 'bookmarked') =>
		world.settings.ignoreFilters || query[name] === undefined || project[name] === query[name];
	const projects = [...world.projects.values()].filter(
		(project) =>
			project.team === caller.account.team &&
			fits(project, 'archived') &&
			fits(project, 'bookmarked'),
	);
	return pageOf(call, projects, (project) => ({
		...wireProject(world, origin, project),
		user: { id: project.creatorId, name: project.creatorName },
	}));
};

/** In get `user` is a string. */
const getProject: Handler = (call) => {
	const project = projectOf(call);
	return {
		status: 200,
		data: { ...wireProject(call.world, call.origin, project), user: project.creatorName },
	};
};

const createProject: Handler = (call) => {
	requireEditor(call.caller);
	const { world, caller, origin } = call;
	const body = call.body as Wire['CreateProjectBody'];
	const now = world.clock.now();
	const project: StoredProject = {
		id: world.nextId(),
		team: caller.account.team,
		name: body.name ?? 'Untitled project',
		description: body.description ?? null,
		goal: null,
		archived: false,
		bookmarked: false,
		createdAt: now,
		updatedAt: now,
		creatorId: caller.account.id,
		creatorName: caller.account.name,
	};
	world.projects.set(project.id, project);
	return { status: 201, data: wireProject(world, origin, project) };
};

const updateProject: Handler = (call) => {
	requireEditor(call.caller);
	const { world, origin } = call;
	const project = projectOf(call);
	const { archive, bookmark, ...texts } = call.body as Wire['UpdateProjectBody'];
	Object.assign(project, texts, { updatedAt: world.clock.now() });
	if (archive !== undefined) project.archived = archive;
	if (bookmark !== undefined) project.bookmarked = bookmark;
	return { status: 200, data: wireProject(world, origin, project) };
};

/** The operations on tags and projects. */
export const filingHandlers = {
	listTags,
	createTag,
	listProjects,
	getProject,
	createProject,
	updateProject,
} satisfies Record<string, Handler>;
