package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"rancher-interop/internal/host"
)

type settings struct {
	command     []string
	env         []string
	config      map[string]any
	then        map[string]any
	scale       *scaling
	upgrade     *upgrading
	rotate      *rotating
	name        string
	displayName string
	driverName  string
	log         string
	timing      host.Timing
	timeout     time.Duration
	killAfter   []time.Duration
	crash       string
	tokenCheck  bool
	keep        bool
}

// scaling, upgrading and rotating are edits of one option each.
type (
	scaling struct {
		option string
		size   int64
	}
	upgrading struct {
		option  string
		version string
	}
	rotating struct {
		option     string
		credential string
	}
)

func parse(scenario string, arguments []string, diagnostics io.Writer) (settings, error) {
	var s settings
	var options, then, scale, upgrade, rotate, killAfter string
	var noTokenCheck bool
	flags := flag.NewFlagSet("rancher-client "+scenario, flag.ContinueOnError)
	flags.SetOutput(diagnostics)
	flags.StringVar(&options, "options", "", "the cluster's options as JSON: a file, or - for standard input")
	flags.StringVar(&s.name, "name", randomName(), "the cluster's id")
	flags.StringVar(&s.displayName, "display-name", "", "the cluster's display name (default: the id)")
	flags.StringVar(&s.driverName, "driver-name", "interop", "the driver's name in Rancher")
	flags.Func("env", "a further variable K=V for the driver; may be repeated", func(pair string) error {
		if !strings.Contains(pair, "=") {
			return fmt.Errorf("%q is not K=V", pair)
		}
		s.env = append(s.env, pair)
		return nil
	})
	flags.StringVar(&s.log, "log", "", "a file for the driver's output (default: a temporary one, shown on stderr at the end)")
	flags.BoolVar(&s.timing.Faithful, "rancher-timing", false, "wait for the driver exactly as long as Rancher does")
	flags.DurationVar(&s.timing.Ready, "ready-timeout", 20*time.Second, "how long the driver may take to listen")
	flags.DurationVar(&s.timing.Operation, "operation-timeout", 10*time.Minute, "limit for one operation")
	flags.DurationVar(&s.timeout, "timeout", 30*time.Minute, "limit for the whole run")
	if scenario != "options" {
		flags.BoolVar(&noTokenCheck, "no-token-check", false, "do not call the cluster with the token")
		flags.BoolVar(&s.keep, "keep", false, "never remove the cluster, except where removing is what is tested")
	}
	switch scenario {
	case "life":
		flags.StringVar(&scale, "scale", "", "key=N: scale by an update of this option, such as nodeCount=2")
		flags.StringVar(&upgrade, "upgrade", "", "key=V: upgrade by an update of this option, such as kubernetesVersion=v1.31.0")
		flags.StringVar(&rotate, "rotate", "", "key=FILE: rotate a credential by an update of this option to what the file holds")
	case "retry":
		flags.StringVar(&then, "then", "", "the corrected options as JSON: a file, or - for standard input")
	case "orphan":
		flags.StringVar(&killAfter, "kill-after", "500ms", "when to kill the driver; a list such as 200ms,2s kills once after each")
		flags.StringVar(&s.crash, "crash", "rancher", "who dies: rancher (no cluster_info on the next create) or driver (an empty one)")
	}
	if err := flags.Parse(arguments); err != nil {
		return s, err
	}
	s.tokenCheck = !noTokenCheck
	s.command = flags.Args()
	if len(s.command) == 0 {
		return s, errors.New("no driver: give its command after --")
	}
	if scenario == "retry" && then == "" {
		return s, errors.New("retry needs --then")
	}
	if s.crash != "" && s.crash != "rancher" && s.crash != "driver" {
		return s, fmt.Errorf("--crash %s: must be rancher or driver", s.crash)
	}
	var err error
	s.config, err = readConfig(options)
	collect := func(more error) { err = errors.Join(err, more) }
	var more error
	s.then, more = readConfig(then)
	collect(more)
	s.scale, more = parseScaling(scale)
	collect(more)
	s.upgrade, more = parseUpgrading(upgrade)
	collect(more)
	s.rotate, more = parseRotating(rotate)
	collect(more)
	s.killAfter, more = durations(killAfter)
	collect(more)
	// Rancher puts the driver's name among the options, so every driver gets at least this unknown key.
	s.config["driverName"], s.then["driverName"] = s.driverName, s.driverName
	return s, err
}

func readConfig(source string) (map[string]any, error) {
	var data []byte
	var err error
	switch source {
	case "":
		return map[string]any{}, nil
	case "-":
		data, err = io.ReadAll(os.Stdin)
	default:
		data, err = os.ReadFile(source)
	}
	if err != nil {
		return map[string]any{}, fmt.Errorf("read options: %w", err)
	}
	config, err := host.ParseConfig(data)
	if err != nil {
		return map[string]any{}, err
	}
	return config, nil
}

func parseScaling(text string) (*scaling, error) {
	option, value, err := assignment(text)
	if option == "" {
		return nil, err
	}
	size, err := strconv.ParseInt(value, 10, 32)
	if err != nil {
		return nil, fmt.Errorf("scale: %w", err)
	}
	return &scaling{option, size}, nil
}

func parseUpgrading(text string) (*upgrading, error) {
	option, version, err := assignment(text)
	if option == "" {
		return nil, err
	}
	return &upgrading{option, version}, nil
}

func parseRotating(text string) (*rotating, error) {
	option, path, err := assignment(text)
	if option == "" {
		return nil, err
	}
	credential, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("rotate: %w", err)
	}
	return &rotating{option, string(credential)}, nil
}

func assignment(text string) (key, value string, err error) {
	key, value, ok := strings.Cut(text, "=")
	if text != "" && (!ok || key == "") {
		return "", "", fmt.Errorf("%q is not key=value", text)
	}
	return key, value, nil
}

func durations(list string) ([]time.Duration, error) {
	var found []time.Duration
	for item := range strings.SplitSeq(list, ",") {
		if item == "" {
			continue
		}
		duration, err := time.ParseDuration(item)
		if err != nil {
			return nil, fmt.Errorf("kill-after: %w", err)
		}
		found = append(found, duration)
	}
	return found, nil
}

func openLog(path, directory string) (*os.File, error) {
	if path == "" {
		path = filepath.Join(directory, "driver.log")
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_TRUNC|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open the driver's log: %w", err)
	}
	return file, nil
}

// randomName looks like an id that Rancher gives, so that two runs do not meet in one cloud.
func randomName() string {
	const letters = "bcdfghjklmnpqrstvwxz2456789"
	name := []byte("c-")
	for range 5 {
		name = append(name, letters[rand.IntN(len(letters))])
	}
	return string(name)
}
