package config

import (
	"fmt"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"
)

// strict reports every key below node that the type of into has no field for.
func strict(node *yaml.Node, into any, path string) Problems {
	return strictType(node, reflect.TypeOf(into), path)
}

func strictType(node *yaml.Node, t reflect.Type, path string) Problems {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case node.Kind == yaml.AliasNode:
		return strictType(node.Alias, t, path)
	case node.Kind == yaml.DocumentNode && len(node.Content) > 0:
		return strictType(node.Content[0], t, path)
	case node.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		var all Problems
		for i, item := range node.Content {
			all = append(all, strictType(item, t.Elem(), fmt.Sprintf("%s[%d]", path, i))...)
		}
		return all
	case node.Kind == yaml.MappingNode && t.Kind() == reflect.Struct && !decodesItself(t):
		return strictKeys(node, t, path)
	}
	return nil
}

func strictKeys(node *yaml.Node, t reflect.Type, path string) Problems {
	fields := yamlFields(t)
	var all Problems
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		field, known := fields[key.Value]
		if !known {
			all = append(all, Problem{Line: key.Line, Path: path,
				Message: fmt.Sprintf("unknown key %q", key.Value), Hint: didYouMean(key.Value, keysOf(fields))})
			continue
		}
		below := key.Value
		if path != "" {
			below = path + "." + key.Value
		}
		all = append(all, strictType(value, field, below)...)
	}
	return all
}

// decodesItself reports whether the type has its own UnmarshalYAML.
func decodesItself(t reflect.Type) bool {
	unmarshaler := reflect.TypeFor[interface{ UnmarshalYAML(*yaml.Node) error }]()
	return t.Implements(unmarshaler) || reflect.PointerTo(t).Implements(unmarshaler) || t == reflect.TypeFor[yaml.Node]()
}

func yamlFields(t reflect.Type) map[string]reflect.Type {
	fields := make(map[string]reflect.Type)
	for f := range t.Fields() {
		name, rest, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		switch {
		case strings.Contains(rest, "inline"):
			for k, v := range yamlFields(f.Type) {
				fields[k] = v
			}
		case name != "" && name != "-":
			fields[name] = f.Type
		}
	}
	return fields
}

func keysOf(m map[string]reflect.Type) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	return keys
}
