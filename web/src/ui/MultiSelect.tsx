import { Combobox, useCombobox } from "@mantine/core";
import { useState } from "react";
import { isComposing } from "@/kernel/ime";
import { Field } from "./Field";
import { Pill } from "./Pill";
import { type Option, OptionLine, type SelectProps } from "./Select";
import styles from "./Select.module.css";

interface MultiSelectProps extends Omit<SelectProps, "value" | "onChange"> {
  value: string[];
  onChange: (value: string[]) => void;
  removeLabel: (label: string) => string;
}

/** Several of many; Backspace takes the last one away. */
export function MultiSelect(props: MultiSelectProps) {
  const { value, onChange, options, onSearch } = props;
  const [text, setText] = useState("");
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const byValue = new Map(options.map((option) => [option.value, option]));
  const wish = text.trim().toLowerCase();
  const shown = options.filter((option) => onSearch || !wish || option.label.toLowerCase().includes(wish));
  const toggle = (picked: string) => {
    onChange(value.includes(picked) ? value.filter((one) => one !== picked) : [...value, picked]);
    setText("");
  };
  const press = (event: React.KeyboardEvent) => {
    if (isComposing(event)) return event.stopPropagation();
    if (event.key === "Backspace" && !text && value.length > 0) onChange(value.slice(0, -1));
    props.onKeyDown?.(event);
  };
  return (
    <Combobox store={combobox} withinPortal shadow="md" offset={4} zIndex={400} onOptionSubmit={toggle}>
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
              {value.map((one) => (
                <ChosenPill
                  key={one}
                  option={byValue.get(one) ?? { value: one, label: one }}
                  onRemove={() => toggle(one)}
                  label={props.removeLabel}
                />
              ))}
              <Combobox.EventsTarget withExpandedAttribute>
                <input
                  {...wiring}
                  // biome-ignore lint/a11y/useAriaPropsForRole: the target around adds aria-expanded and aria-controls.
                  role="combobox"
                  aria-label={props["aria-label"]}
                  className={styles.input}
                  value={text}
                  placeholder={value.length === 0 ? props.placeholder : undefined}
                  disabled={props.disabled}
                  autoFocus={props.autoFocus}
                  autoComplete="off"
                  onChange={(event) => {
                    setText(event.target.value);
                    onSearch?.(event.target.value);
                    combobox.openDropdown();
                  }}
                  onClick={() => combobox.openDropdown()}
                  onFocus={() => combobox.openDropdown()}
                  onBlur={() => {
                    combobox.closeDropdown();
                    setText("");
                    props.onBlur?.();
                  }}
                  onKeyDown={press}
                />
              </Combobox.EventsTarget>
            </span>
          </Combobox.DropdownTarget>
        )}
      </Field>
      <Combobox.Dropdown>
        <Combobox.Options className={styles.options}>
          {shown.length === 0 && (
            <Combobox.Empty className={styles.nothing}>{props.nothingText ?? "—"}</Combobox.Empty>
          )}
          {shown.map((option) => (
            <OptionLine key={option.value} option={option} active={value.includes(option.value)} />
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function ChosenPill({
  option,
  onRemove,
  label,
}: {
  option: Option;
  onRemove: () => void;
  label: (name: string) => string;
}) {
  return (
    <Pill pigment={option.pigment} onRemove={onRemove} removeLabel={label(option.label)}>
      {option.label}
    </Pill>
  );
}
