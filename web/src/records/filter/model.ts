import type { Criteria, FieldCondition } from "@/api/types";
import type { Schema } from "@/schema";

export type Join = "all" | "any";

/** One line of the filter builder. */
export interface Condition {
  kind: "condition";
  id: number;
  field: string;
  op: string;
  value?: unknown;
}

/** Lines under their own 'all' or 'any'; groups do not nest. */
export interface ConditionGroup {
  kind: "group";
  id: number;
  join: Join;
  items: Condition[];
}

/** A condition that the builder cannot draw (relations, not): kept as it is and shown as one chip. */
export interface RawCondition {
  kind: "raw";
  id: number;
  criteria: Criteria;
}

export type FilterItem = Condition | ConditionGroup | RawCondition;

export interface Filter {
  join: Join;
  items: FilterItem[];
}

let next = 1;
export const freshId = () => next++;

export const NO_FILTER: Filter = { join: "all", items: [] };

export function newCondition(field: string, op: string): Condition {
  return { kind: "condition", id: freshId(), field, op };
}

const isCondition = (criteria: Criteria): criteria is FieldCondition => "field" in criteria;

function readItem(criteria: Criteria): FilterItem {
  if (isCondition(criteria)) return { kind: "condition", id: freshId(), ...criteria };
  const inner = "all" in criteria ? criteria.all : "any" in criteria ? criteria.any : null;
  if (inner?.every(isCondition)) {
    const items = inner.map((one) => readItem(one) as Condition);
    return { kind: "group", id: freshId(), join: "all" in criteria ? "all" : "any", items };
  }
  return { kind: "raw", id: freshId(), criteria };
}

/** What the conditions of a line begin with: their fields or relations. */
export function namesIn(item: FilterItem): string[] {
  if (item.kind === "raw") return namesOf(item.criteria);
  return item.kind === "group" ? item.items.map((one) => one.field) : [item.field];
}

function namesOf(criteria: Criteria): string[] {
  if ("field" in criteria) return [criteria.field];
  if ("relation" in criteria) return [criteria.relation];
  if ("not" in criteria) return namesOf(criteria.not);
  return ("all" in criteria ? criteria.all : criteria.any).flatMap(namesOf);
}

/** Whether two states of a filter say the same where they begin with a name. */
export function saysSame(name: string, one: Filter, other: Filter): boolean {
  const said = ({ items }: Filter) =>
    JSON.stringify(
      items
        .flatMap((item): FilterItem[] => (item.kind === "group" ? item.items : [item]))
        .filter((item) => namesIn(item).includes(name)),
    );
  return said(one) === said(other);
}

// What people mean first when they pick a text field.
const USUAL = ["contains", "is_me", "in"];

/** The operator that a field begins with. */
export function firstOperator(operators: readonly string[]): string {
  return USUAL.find((op) => operators.includes(op)) ?? operators[0] ?? "";
}

/** Reads a criteria tree into lines of the builder. */
export function readFilter(criteria: Criteria | null | undefined): Filter {
  if (!criteria) return NO_FILTER;
  if ("all" in criteria) return { join: "all", items: criteria.all.map(readItem) };
  if ("any" in criteria) return { join: "any", items: criteria.any.map(readItem) };
  return { join: "all", items: [readItem(criteria)] };
}

/** Does this condition say enough to be asked. */
export function isComplete(condition: Condition, schema: Schema): boolean {
  const arity = schema.operators[condition.op]?.arity ?? 1;
  const { value } = condition;
  if (!condition.field || !condition.op) return false;
  if (arity === 0) return true;
  if (arity === 2)
    return Array.isArray(value) && value.length === 2 && value.every((one) => one !== null && one !== "");
  if (arity === "n") return Array.isArray(value) && value.length > 0;
  return value !== undefined && value !== null && value !== "";
}

/** The operand as it is kept, where no field tells what it means. */
export function rawText({ value }: Condition): string {
  if (value === undefined || value === null) return "";
  const parts = Array.isArray(value) ? value : [value];
  return parts.map((one) => (typeof one === "object" ? JSON.stringify(one) : String(one))).join(", ");
}

function writeCondition({ field, op, value }: Condition, schema: Schema): FieldCondition {
  return schema.operators[op]?.arity === 0 ? { field, op } : { field, op, value };
}

function writeItem(item: FilterItem, schema: Schema): Criteria[] {
  if (item.kind === "raw") return [item.criteria];
  if (item.kind === "condition") return isComplete(item, schema) ? [writeCondition(item, schema)] : [];
  const inner = item.items.filter((one) => isComplete(one, schema)).map((one) => writeCondition(one, schema));
  return inner.length > 0 ? [item.join === "all" ? { all: inner } : { any: inner }] : [];
}

/** Is there something in this line that reaches the list. */
export function saysSomething(item: FilterItem, schema: Schema): boolean {
  return writeItem(item, schema).length > 0;
}

/** The criteria of all complete lines, or undefined where there is none. */
export function writeFilter(filter: Filter, schema: Schema): Criteria | undefined {
  const parts = filter.items.flatMap((item) => writeItem(item, schema));
  if (parts.length === 0) return undefined;
  return filter.join === "all" ? { all: parts } : { any: parts };
}
