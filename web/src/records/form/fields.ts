import type { FieldSchema, Values } from "@/api/types";
import { fieldsOf, type Module } from "@/schema";

/** The fields of a short form: those of quick create, all that are required, and those already given. */
export function formFields(module: Module, preset: Values): FieldSchema[] {
  const required = module.fields
    .filter((field) => field.required && field.writable && !field.readonly)
    .map((field) => field.key);
  const keys = [...new Set([...module.quick_create, ...required, ...Object.keys(preset)])];
  return fieldsOf(module, keys).filter((field) => !field.readonly && field.writable);
}

/** Defaults that the schema names, so that the form shows what would be stored. */
export function startValues(module: Module): Values {
  const found: Values = {};
  for (const field of module.fields) {
    if (field.config && "default" in field.config && module.quick_create.includes(field.key)) {
      found[field.key] = field.config.default;
    }
  }
  return found;
}
