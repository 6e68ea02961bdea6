package host

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// PortPlaceholder marks where a command line takes the port. Rancher itself appends it, which is the default.
const PortPlaceholder = "{port}"

// Launcher knows how to start a driver.
type Launcher struct {
	// Command is the binary with its arguments.
	Command []string
	// Env is added to the two variables that Rancher passes on.
	Env []string
	// Log receives what the driver writes. It is handed over as a file descriptor, so a child that outlives a killed
	// driver can go on writing, as it could under Rancher.
	Log *os.File
}

// Process is a running driver.
type Process struct {
	Address string

	command *exec.Cmd
	exited  chan struct{}
}

// Start runs the driver on a free port of the loopback interface, after service.RunningDriver.Start: in the root
// directory, without a standard input, and with almost no environment.
func (l Launcher) Start() (*Process, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	_, port, _ := net.SplitHostPort(address)
	arguments := l.arguments(port)
	binary := arguments[0]
	if strings.ContainsRune(binary, filepath.Separator) {
		if binary, err = filepath.Abs(binary); err != nil {
			return nil, fmt.Errorf("start driver: %w", err)
		}
	}
	command := exec.Command(binary, arguments[1:]...)
	command.Dir = "/"
	command.Env = append([]string{"PATH=/usr/bin", "PWD=/"}, l.Env...)
	command.Stdout, command.Stderr = l.Log, l.Log
	// A group of its own lets End find the children; Kill leaves them alone, because Rancher's SIGKILL does.
	command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("start driver: %w", err)
	}
	process := &Process{Address: address, command: command, exited: make(chan struct{})}
	go func() {
		_ = command.Wait()
		close(process.exited)
	}()
	return process, nil
}

// Pid is the driver's process id, which is also the id of its group.
func (p *Process) Pid() int { return p.command.Process.Pid }

// WaitForPort returns once something listens on the driver's port.
func (p *Process) WaitForPort(ctx context.Context) error {
	dialer := net.Dialer{Timeout: time.Second}
	for {
		connection, err := dialer.DialContext(ctx, "tcp", p.Address)
		if err == nil {
			return connection.Close()
		}
		select {
		case <-p.exited:
			return fmt.Errorf("wait for driver: it ended by itself: %s", p.command.ProcessState)
		case <-ctx.Done():
			return fmt.Errorf("wait for driver: nothing listens on %s: %w", p.Address, ctx.Err())
		case <-time.After(5 * time.Millisecond):
		}
	}
}

// Kill ends the driver, and nothing else, with SIGKILL, and waits for it to be gone.
func (p *Process) Kill() error {
	if err := p.command.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("kill driver %d: %w", p.Pid(), err)
	}
	<-p.exited
	return nil
}

// End also ends what the driver left running. It is for the end of a whole run, not for the end of an operation.
func (p *Process) End() {
	_ = p.Kill()
	_ = syscall.Kill(-p.Pid(), syscall.SIGKILL)
}

func (l Launcher) arguments(port string) []string {
	arguments := make([]string, 0, len(l.Command)+1)
	placed := false
	for _, argument := range l.Command {
		placed = placed || strings.Contains(argument, PortPlaceholder)
		arguments = append(arguments, strings.ReplaceAll(argument, PortPlaceholder, port))
	}
	if !placed {
		arguments = append(arguments, port)
	}
	return arguments
}

// freeAddress lets the kernel choose a port and gives it back at once; the small race is Rancher's too.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("find a free port: %w", err)
	}
	address := listener.Addr().String()
	return address, listener.Close()
}
