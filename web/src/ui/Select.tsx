import { Combobox, useCombobox } from "@mantine/core";
import { useEffect, useMemo, useState } from "react";
import { isComposing } from "@/kernel/ime";
import { Field, type FieldShape } from "./Field";
import { Icon } from "./Icon";
import styles from "./Select.module.css";

export interface Option {
  value: string;
  label: string;
  hint?: string;
  pigment?: string | null;
  disabled?: boolean;
}

export interface SelectProps extends FieldShape {
  id?: string;
  value: string | null;
  onChange: (value: string | null) => void;
  options: Option[];
  placeholder?: string;
  clearLabel?: string;
  nothingText?: string;
  disabled?: boolean;
  autoFocus?: boolean;
  /** What is chosen is shown whole, over several lines where its place is narrow. */
  whole?: boolean;
  /** Given when the options come from the server: called with what is typed, and nothing is filtered here. */
  onSearch?: (text: string) => void;
  onBlur?: () => void;
  onKeyDown?: (event: React.KeyboardEvent) => void;
  "aria-label"?: string;
}

function useMatching(options: Option[], text: string | null, remote: boolean): Option[] {
  return useMemo(() => {
    const wish = text?.trim().toLowerCase();
    if (remote || !wish) return options;
    return options.filter((option) => `${option.label} ${option.hint ?? ""}`.toLowerCase().includes(wish));
  }, [options, text, remote]);
}

/** One of many, found by typing. */
export function Select(props: SelectProps) {
  const { value, onChange, options, placeholder, nothingText, onSearch, disabled, autoFocus } = props;
  const [text, setText] = useState<string | null>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setText(null);
    },
  });
  // An editor that opens focused is there to pick: its list is open at once.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when it appears.
  useEffect(() => {
    if (autoFocus) combobox.openDropdown();
  }, []);
  const shown = useMatching(options, text, Boolean(onSearch));
  const current = options.find((option) => option.value === value);
  const said = props.whole && text === null ? current?.label : undefined;
  const type = (typed: string) => {
    setText(typed);
    onSearch?.(typed);
    combobox.openDropdown();
    combobox.updateSelectedOptionIndex();
  };
  return (
    <Combobox
      store={combobox}
      withinPortal
      shadow="md"
      offset={4}
      zIndex={400}
      onOptionSubmit={(picked) => {
        onChange(picked);
        combobox.closeDropdown();
      }}
    >
      <Field
        label={props.label}
        error={props.error}
        help={props.help}
        required={props.required}
        hideLabel={props.hideLabel}
        id={props.id}
      >
        {(wiring) => (
          <Combobox.DropdownTarget>
            <span className={styles.box}>
              {said && (
                <span className={styles.whole} aria-hidden="true">
                  {said}
                </span>
              )}
              <Combobox.EventsTarget withExpandedAttribute>
                <input
                  {...wiring}
                  // biome-ignore lint/a11y/useAriaPropsForRole: the target around adds aria-expanded and aria-controls.
                  role="combobox"
                  aria-label={props["aria-label"]}
                  className={styles.input}
                  value={text ?? current?.label ?? ""}
                  placeholder={placeholder}
                  disabled={disabled}
                  autoFocus={autoFocus}
                  autoComplete="off"
                  onChange={(event) => type(event.target.value)}
                  onFocus={(event) => event.target.select()}
                  onClick={() => combobox.openDropdown()}
                  onBlur={() => {
                    combobox.closeDropdown();
                    props.onBlur?.();
                  }}
                  onKeyDown={(event) => {
                    if (isComposing(event)) event.stopPropagation();
                    else props.onKeyDown?.(event);
                  }}
                />
              </Combobox.EventsTarget>
              {value && props.clearLabel && !disabled ? (
                <button
                  type="button"
                  className={styles.clear}
                  aria-label={props.clearLabel}
                  onClick={() => onChange(null)}
                >
                  <Icon name="x" size={14} />
                </button>
              ) : (
                <Icon name="chevron-down" size={15} className={styles.chevron} />
              )}
            </span>
          </Combobox.DropdownTarget>
        )}
      </Field>
      <Combobox.Dropdown>
        <Combobox.Options className={styles.options}>
          {shown.length === 0 && (
            <Combobox.Empty className={styles.nothing}>{nothingText ?? "—"}</Combobox.Empty>
          )}
          {shown.map((option) => (
            <OptionLine key={option.value} option={option} active={option.value === value} />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** One line of a select: point of the pigment, name, hint, tick. */
export function OptionLine({ option, active }: { option: Option; active: boolean }) {
  return (
    <Combobox.Option
      value={option.value}
      active={active}
      disabled={option.disabled}
      className={styles.option}
    >
      {option.pigment && <i className={styles.dot} data-pigment={option.pigment} aria-hidden="true" />}
      <span className={styles.name}>{option.label}</span>
      {option.hint && <span className={styles.hint}>{option.hint}</span>}
      {active && <Icon name="check" size={15} />}
    </Combobox.Option>
  );
}
