/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "drivers/wire/line.h"
#include "drivers/wire/tty_port.h"
#include "platform/base/clock.h"

struct tty_wire {
    struct wire wire;
    int fd, wake_fd;
};

static enum err io_err(int error)
{
    bool gone = error == EIO || error == ENXIO || error == ENODEV || error == ENOENT;
    return gone ? ERR_GONE : err_from_errno(error);
}

static void take_wake(const struct tty_wire *w)
{
    uint64_t rung;
    ssize_t n = read(w->wake_fd, &rung, sizeof rung);
    (void)n;
}

/* Until the line is ready. A wake that is no halt (a shielded cancel) waits again in full. */
static enum err wait_for(struct tty_wire *w, short events, int timeout_ms)
{
    for (;;) {
        struct pollfd fds[2] = {{.fd = w->fd, .events = events},
                                {.fd = w->wake_fd, .events = POLLIN}};
        if (wire_is_halted(&w->wire))
            return ERR_CANCELLED;
        int n = poll(fds, ARRAY_LEN(fds), timeout_ms);
        if (n < 0 && errno != EINTR)
            return ERR_LIBRARY;
        if (n == 0)
            return ERR_TIMEOUT;
        if (n > 0 && fds[1].revents)
            take_wake(w);
        else if (n > 0)
            return fds[0].revents & events ? ERR_NONE : ERR_GONE;
    }
}

static enum err take(struct tty_wire *w, const struct wire_transfer *t, size_t *ret_done)
{
    TRY(wait_for(w, POLLIN, t->timeout_ms));
    ssize_t n = read(w->fd, t->in.data, t->in.size);
    if (n <= 0)
        return n == 0 ? ERR_GONE : io_err(errno);
    *ret_done = (size_t)n;
    return ERR_NONE;
}

static enum err give(struct tty_wire *w, const struct wire_transfer *t, size_t *ret_done)
{
    while (*ret_done < t->out.size) {
        TRY(wait_for(w, POLLOUT, t->timeout_ms));
        ssize_t n = write(w->fd, t->out.data + *ret_done, t->out.size - *ret_done);
        if (n < 0 && errno != EAGAIN)
            return io_err(errno);
        *ret_done += n > 0 ? (size_t)n : 0;
    }
    return ERR_NONE;
}

static speed_t speed_of(uint32_t baud)
{
    static const struct {
        uint32_t baud;
        speed_t speed;
    } table[] = {{9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}};
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (table[i].baud == baud)
            return table[i].speed;
    return B115200;
}

static enum err set_coding(const struct tty_wire *w, uint32_t baud)
{
    struct termios t;
    if (tcgetattr(w->fd, &t) != 0)
        return io_err(errno);
    cfmakeraw(&t);
    t.c_cflag &= ~(tcflag_t)(CSTOPB | CRTSCTS);
    t.c_cflag |= CLOCAL | CREAD;
    t.c_cc[VMIN] = t.c_cc[VTIME] = 0;
    if (cfsetspeed(&t, speed_of(baud)) != 0 || tcsetattr(w->fd, TCSANOW, &t) != 0)
        return io_err(errno);
    return ERR_NONE;
}

/* line.h's two requests. A line without modem wires (a pseudo-terminal) has no DTR to set. */
static enum err control(const struct tty_wire *w, const struct wire_transfer *t, size_t *ret_done)
{
    struct bytes out = t->out;
    *ret_done = out.size;
    if (t->control->request == LINE_SET_CODING && out.size == 7)
        return set_coding(w, bytes_u32le(&out));
    if (t->control->request != LINE_SET_STATE)
        return ERR_STALL;
    int wires = TIOCM_DTR | TIOCM_RTS;
    int r = ioctl(w->fd, TIOCMBIS, &wires);
    return r == 0 || errno == ENOTTY || errno == EINVAL ? ERR_NONE : io_err(errno);
}

static enum err tty_transfer(struct wire *wire, const struct wire_transfer *t, size_t *ret_done)
{
    struct tty_wire *w = (struct tty_wire *)wire;
    if (t->control)
        return control(w, t, ret_done);
    return t->in.data ? take(w, t, ret_done) : give(w, t, ret_done);
}

static enum err tty_clear_halt(struct wire *wire, uint8_t endpoint)
{
    (void)wire, (void)endpoint;
    return ERR_NONE;
}

static enum err tty_reset(struct wire *wire)
{
    const struct tty_wire *w = (const struct tty_wire *)wire;
    return tcflush(w->fd, TCIOFLUSH) == 0 ? ERR_NONE : io_err(errno);
}

static enum err tty_pause(struct wire *wire, int64_t ms)
{
    struct tty_wire *w = (struct tty_wire *)wire;
    int64_t end = clock_now_ms() + ms;
    while (!wire_is_halted(wire) && clock_now_ms() < end)
        if (clock_sleep_until(end, w->wake_fd))
            take_wake(w);
    return wire_is_halted(wire) ? ERR_CANCELLED : ERR_NONE;
}

static void tty_wake(struct wire *wire)
{
    const struct tty_wire *w = (const struct tty_wire *)wire;
    uint64_t one = 1;
    ssize_t n = write(w->wake_fd, &one, sizeof one);
    (void)n;
}

static void tty_close(struct wire *wire)
{
    struct tty_wire *w = (struct tty_wire *)wire;
    auto_close(&w->fd);
    auto_close(&w->wake_fd);
    free(w);
}

static const struct wire_ops tty_ops = {.transfer = tty_transfer,
                                        .clear_halt = tty_clear_halt,
                                        .reset = tty_reset,
                                        .pause = tty_pause,
                                        .wake = tty_wake,
                                        .close = tty_close};

static enum err start(struct tty_wire *w, const char *path)
{
    w->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (w->wake_fd < 0)
        return ERR_LIBRARY;
    w->fd = open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
    if (w->fd < 0)
        return io_err(errno);
    if (!isatty(w->fd))
        return ERR_UNSUPPORTED;
    return ioctl(w->fd, TIOCEXCL) == 0 ? ERR_NONE : io_err(errno);
}

enum err tty_wire_open(struct wire_port *port, const struct wire_interface *interface,
                       struct wire **ret_wire)
{
    (void)interface;
    struct tty_wire *w = calloc(1, sizeof *w);
    if (!w)
        return ERR_MEMORY;
    w->wire.ops = &tty_ops;
    w->fd = w->wake_fd = -1;
    enum err e = start(w, ((const struct tty_port *)port)->path);
    if (e != ERR_NONE) {
        tty_close(&w->wire);
        return e;
    }
    *ret_wire = &w->wire;
    return ERR_NONE;
}
