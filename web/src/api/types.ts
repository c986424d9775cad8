/** The wire format of /api/v1, as the server speaks it. No behaviour lives here. */

export type Locale = "zh-CN" | "zh-TW" | "en";

export type Pigment = "azurite" | "ink" | "malachite" | "gamboge" | "ochre" | "violet" | "rouge" | "neutral";

export interface BootUser {
  id: string;
  name: string;
  username: string;
  locale: Locale;
  time_zone: string;
}

export interface Named {
  id: string;
  name: string;
}

export interface Labelled {
  key: string;
  label: string;
}

export interface Me extends BootUser {
  email: string;
  department: Named | null;
  roles: Labelled[];
  verbs: Record<string, boolean>;
  company: string;
  demo: boolean;
  /** Names and the time stand faintly over the screen. */
  screen_mark: boolean;
  /** A password of this installation, which can be changed here. */
  has_password: boolean;
}

export type Verb = "view" | "create" | "edit" | "delete" | "export" | "import" | "assign" | "share" | "bulk";

export interface ChoiceOption {
  value: string;
  label: string;
  color?: Pigment | null;
  parent?: string | null;
}

export interface FieldSchema {
  key: string;
  type: string;
  label: string;
  help?: string;
  required: boolean;
  readonly: boolean;
  writable: boolean;
  unique: boolean;
  sortable: boolean;
  filterable: boolean;
  multiple: boolean;
  personal: boolean;
  /** Its values are shown as masks: covered ones can be revealed. */
  mask?: "covered" | "masked" | null;
  options?: ChoiceOption[] | null;
  target?: string | null;
  config?: Record<string, unknown>;
  operators: string[];
}

export interface SectionSchema extends Labelled {
  fields: string[];
}

export interface RelatedSchema extends Labelled {
  module: string;
  field: string;
}

export interface ModuleSchema {
  key: string;
  label: string;
  plural: string;
  icon: string;
  group: string;
  title_field: string;
  order: number;
  verbs: Verb[];
  list_columns: string[];
  sections: SectionSchema[];
  quick_create: string[];
  related: RelatedSchema[];
  features: string[];
  default_sort: string[];
  stage_field: string | null;
  /** The field that names the record to which a record of this module belongs; it has the rights of that one. */
  follows?: string | null;
  duplicate_keys?: string[];
  /** What tells records of the same name apart; stands below the title. */
  subtitle_fields?: string[];
  fields: FieldSchema[];
}

export interface OperatorSchema {
  label: string;
  arity: 0 | 1 | 2 | "n";
}

export interface SchemaPayload {
  version: string;
  locale: Locale;
  groups: Labelled[];
  operators: Record<string, OperatorSchema>;
  modules: ModuleSchema[];
}

export type Values = Record<string, unknown>;

/** Display texts of references, by field; `_title` is the record's own name. */
export type Titles = Record<string, unknown> & { _title?: string };

export interface RecordRow {
  id: string;
  version: string | number;
  values: Values;
  titles: Titles;
  /** What stands for values that are masked, by field; their values are empty. */
  masked?: Record<string, string>;
}

export interface RecordDetail extends RecordRow {
  writable: string[];
  deletable?: boolean;
  deleted_at?: string | null;
}

export interface RelationCondition {
  relation: string;
  op: "at_least" | "at_most" | "none" | "any";
  count?: number;
  within?: { days: number };
  where?: Criteria;
}

export interface FieldCondition {
  field: string;
  op: string;
  value?: unknown;
}

export type Criteria =
  | FieldCondition
  | RelationCondition
  | { all: Criteria[] }
  | { any: Criteria[] }
  | { not: Criteria };

export interface QueryRequest {
  criteria?: Criteria;
  search?: string;
  columns?: string[];
  sort?: string[];
  cursor?: string;
  limit?: number;
  count?: "capped" | "exact" | "none";
  sums?: string[];
}

export interface Count {
  value: number;
  exact: boolean;
}

export interface QueryPage {
  records: RecordRow[];
  next_cursor: string | null;
  count?: Count;
  sums?: Record<string, unknown>;
}

export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

export interface TimelineItem {
  id: string;
  kind: string;
  at: string;
  actor: Named | null;
  module: string;
  record_id: string;
  title: string;
  text: string;
  values?: Values;
  changes?: Change[];
}

export interface TimelinePage {
  items: TimelineItem[];
  next_cursor: string | null;
}

export interface NetworkPerson {
  module: string;
  id: string;
  title: string;
  subtitle: string;
  decision_role: string | null;
  warmth: number;
  reports_to?: string | null;
}

export interface Network {
  center: { module: string; id: string; title: string; warmth?: number };
  people: NetworkPerson[];
  account?: { id: string; title: string } | null;
  edges: { from: string; to: string; kind: string; weight: number }[];
  gaps: string[];
}

export type BulkVerb = "edit" | "delete" | "restore" | "transfer" | "tag" | "untag";

export interface BulkRequest {
  ids?: string[];
  /** The whole module, where neither ids nor a filter say less. */
  all?: boolean;
  criteria?: Criteria;
  search?: string;
  verb: BulkVerb;
  values: Values;
}

export interface DuplicateMatch {
  id: string | null;
  title: string;
  owner: string;
  why: string[];
  visible: boolean;
}

export interface SearchHit {
  id: string;
  title: string;
  subtitle: string;
  /** The stretches that match what was typed, as the server finds them: by script and sound too. */
  highlight?: { title: [number, number][]; subtitle: [number, number][] };
}

export interface SearchGroup {
  module: string;
  label: string;
  hits: SearchHit[];
}

export interface PickItem {
  id: string;
  title: string;
  subtitle?: string;
}

export interface View {
  id: string;
  module: string;
  name: string;
  shared: boolean;
  criteria: Criteria | null;
  search: string;
  columns: string[];
  sort: string[];
  mine: boolean;
  default: boolean;
}

export interface Tag {
  id: string;
  label: string;
  parent: string | null;
  color: Pigment;
  path: string;
  count?: number;
}

export interface NotificationItem {
  id: string;
  kind: string;
  title: string;
  text: string;
  module: string | null;
  record_id: string | null;
  params?: Record<string, unknown>;
  at: string;
  read: boolean;
}

export interface NotificationPage {
  items: NotificationItem[];
  unread: number;
  next_cursor: string | null;
}

export interface TodayItem {
  id: string;
  module: string;
  record_id: string;
  kind: string;
  title: string;
  at: string | null;
  contact?: PickItem | string | null;
  account?: PickItem | string | null;
  done: boolean;
}

/** After how many days without contact an account of a grade is due; null for never. */
export interface Cadence {
  grade: string;
  label: string;
  days: number | null;
}

export interface Today {
  overdue: TodayItem[];
  today: TodayItem[];
  upcoming: TodayItem[];
  birthdays: { module: string; id: string; title: string; date: string; days: number; age: number }[];
  due_by_grade: { module: string; id: string; title: string; days: number; grade: string; every: number }[];
  cooling: { module: string; id: string; title: string; days: number; warmth: number }[];
  counts: Record<string, number>;
}

export interface Person {
  id: string;
  name: string;
  username: string;
  email: string;
  department: Named | null;
  post: Named | null;
  /** Whom they report to. */
  manager: Named | null;
  roles: Labelled[];
  active: boolean;
  invited: boolean;
  /** Has ever chosen a password, or comes in by an identity; who has not and is not invited either, was, until that was withdrawn. */
  joined: boolean;
  /** A password of this installation. */
  has_password: boolean;
  /** Only told to who administers people. */
  second_factor?: boolean;
}

export interface Department extends Named {
  parent?: string | null;
}

export interface Job {
  id: string;
  kind: string;
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  progress: { done: number; total: number | null };
  result: Record<string, unknown> | null;
  error: { code: string; message: string } | null;
}

export interface OnboardingStep {
  key: string;
  done: boolean;
}

export interface Onboarding {
  steps: OnboardingStep[];
  dismissed: boolean;
}

export interface ProblemError {
  field?: string;
  row?: number;
  code: string;
  message: string;
}

export interface Conflict {
  base: unknown;
  yours: unknown;
  theirs: unknown;
}

/** application/problem+json (RFC 9457) as the server sends it. */
export interface Problem {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: ProblemError[];
  conflicts?: Record<string, Conflict>;
  version?: string | number;
}
