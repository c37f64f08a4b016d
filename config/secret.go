package config

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"go.yaml.in/yaml/v4"
)

// A Secret is a value that never stands in the file: `env:NAME` or `file:PATH`.
// It prints as "[secret]" wherever it is printed; Reveal gives the value.
type Secret struct {
	value string
	from  string
}

// SecretOf wraps a value that is already known, as tests and the demo have it.
func SecretOf(value string) Secret { return Secret{value: value, from: "code"} }

// Reveal is the secret itself.
func (s Secret) Reveal() string { return s.value }

// IsSet reports whether the file named the secret.
func (s Secret) IsSet() bool { return s.from != "" }

// String never shows the value.
func (s Secret) String() string { return "[secret]" }

// GoString never shows the value.
func (s Secret) GoString() string { return "[secret]" }

// UnmarshalYAML resolves `env:NAME` and `file:PATH`. A variable that is not
// set, and an empty file, are errors, never an empty secret.
func (s *Secret) UnmarshalYAML(node *yaml.Node) error {
	value, err := resolveSecret(node.Value)
	if err != nil {
		return Problems{{Line: node.Line, Message: err.Error()}}
	}
	s.value, s.from = value, node.Value
	return nil
}

func resolveSecret(ref string) (string, error) {
	if name, ok := strings.CutPrefix(ref, "env:"); ok {
		value, set := os.LookupEnv(name)
		if !set || value == "" {
			return "", fmt.Errorf("environment variable %s is not set", name)
		}
		return strings.TrimSpace(value), nil
	}
	if path, ok := strings.CutPrefix(ref, "file:"); ok {
		raw, err := os.ReadFile(path)
		if err != nil {
			return "", fmt.Errorf("secret file: %w", err)
		}
		value := strings.TrimSpace(string(raw))
		if value == "" {
			return "", fmt.Errorf("secret file %s is empty", path)
		}
		return value, nil
	}
	return "", errors.New("a secret never stands in the file: write env:NAME or file:PATH")
}
